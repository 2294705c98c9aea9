print("voter")
