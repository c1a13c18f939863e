# tries: to print for ever
# must: fail result ended
while True:
    print("y" * 1000)
