# tries: to run for ever
# must: fail result ended
while True:
    pass
