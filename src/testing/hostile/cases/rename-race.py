# tries: to swap its result for a link to the probe's secret, a pipe, a folder and back while it is being read
# must (server): pass
import os

import data
import serving

app = serving.app
if os.fork() == 0:
    os.mkdir("folder")
    while True:
        data.job()
        for make in (lambda: os.symlink("/tmp/secret", "other"), lambda: os.mkfifo("other"), lambda: os.symlink("/", "other")):
            make()
            os.rename("other", "result.json")
        os.remove("result.json")
        os.rename("folder", "result.json")
        os.rename("result.json", "folder")
