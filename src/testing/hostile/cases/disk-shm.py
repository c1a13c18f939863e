# tries: to fill /dev/shm
# must: fail result ended
for number in range(1000):
    with open(f"/dev/shm/large-{number}", "wb") as file:
        file.write(bytes(2**23))
