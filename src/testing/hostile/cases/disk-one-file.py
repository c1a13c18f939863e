# tries: to fill the disk with one file
# must: fail result ended
with open("large", "wb") as file:
    while True:
        file.write(bytes(2**20))
