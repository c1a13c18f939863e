# tries: to accept connections and never to answer
# must (server): fail result ended
import asyncio


async def app(scope, receive, send):
    if scope["type"] == "http":
        await asyncio.sleep(3600)
