import Gates
