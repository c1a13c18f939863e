"""A service in the plainest way there is: no framework, so that it starts at once."""
import json

import data


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    total = data.right(data.read())
    body = b"{}" if scope["path"] == "/health" else json.dumps({"total": total}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})
