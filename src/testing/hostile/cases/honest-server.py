# tries: nothing; an ordinary service
# must (server): pass
import serving

app = serving.app
