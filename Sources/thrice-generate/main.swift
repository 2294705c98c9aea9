import CClang
print(clang_createIndex(0, 0) as Any)
