# tries: to print bytes, control sequences and half characters, and to put them into its result
# must: pass
import sys

import data

data.job()
sys.stdout.buffer.write(bytes(range(256)) * 64 + b"\x1b[2J\x1b]0;title\x07\x1b[31m\xe2\x80\xae\xed\xa0\x80\xff\r\n\x00")
