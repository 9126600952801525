"""The pages: one module an address. Each reads its state, asks the shelf for exhibits and places them."""
