"""FastAPI on uvicorn: a message is validated when it comes in and when it goes out. The argument: bytes of an answer.

All of them are text: pydantic 1, where it is not compiled, takes far longer than all the rest for as much of nested data.

As probe.ts: tells its parent, over the channel that Node gives a child, what CPU it has used, and ends with it.
"""

import json
import os
import signal
import socket
import sys
import threading
import time
from datetime import datetime, timezone
from typing import Any, Dict, Literal, Optional

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from pydantic import BaseModel


class ChatMessage(BaseModel):
    id: str
    type: Literal["user", "assistant", "system", "command"]
    content: str
    timestamp: datetime
    metadata: Optional[Dict[str, Any]] = None


if hasattr(ChatMessage, "model_validate_json"):
    decode, encode = ChatMessage.model_validate_json, ChatMessage.model_dump_json
else:  # pydantic 1, as in Debian 12
    decode = ChatMessage.parse_raw

    def encode(message: ChatMessage) -> str:
        return message.json(separators=(",", ":"))


text = "*" * int(sys.argv[1])
app = FastAPI()


@app.websocket("/")
async def answer(ws: WebSocket) -> None:
    await ws.accept()
    try:
        while True:
            asked = decode(await ws.receive_text())
            reply = ChatMessage(
                id=asked.id,
                type="assistant",
                content=text,
                timestamp=datetime.now(timezone.utc),
                metadata={"ref": asked.id},
            )
            await ws.send_text(encode(reply))
    except WebSocketDisconnect:
        pass


def answer_parent(channel: socket.socket) -> None:
    """One question a line, whatever it is; the end of the channel is the end of the parent."""
    with channel.makefile("rw", encoding="utf8") as lines:
        for _ in lines:
            lines.write(json.dumps({"cpuMicros": time.process_time_ns() // 1000}) + "\n")
            lines.flush()
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(
    target=answer_parent,
    args=[socket.socket(fileno=int(os.environ["NODE_CHANNEL_FD"]))],
    daemon=True,
).start()

listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
print(f"FastAPI is ready at http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
config = uvicorn.Config(app, log_level="error", ws_per_message_deflate=False)
uvicorn.Server(config).run(sockets=[listening])
