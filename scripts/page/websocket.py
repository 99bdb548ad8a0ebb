"""The client side of a WebSocket on loopback, as far as DevTools needs it. Source: RFC 6455."""

import base64
import os
import socket
import struct


class Failure(Exception):
    """Something that must hold does not."""


class Socket:
    """The client side of a WebSocket on loopback, as far as DevTools needs it."""

    def __init__(self, port, path):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.socket.recv(65536)
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise Failure(f"DevTools refused the connection: {head[:200]!r}")

    def _read(self, count):
        while len(self.buffer) < count:
            part = self.socket.recv(1 << 20)
            if not part:
                raise Failure("the browser closed the connection")
            self.buffer += part
        part, self.buffer = self.buffer[:count], self.buffer[count:]
        return part

    def send(self, text):
        payload = text.encode()
        size = len(payload)
        head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else (
            struct.pack("!BBH", 0x81, 0xFE, size) if size < 65536 else struct.pack("!BBQ", 0x81, 0xFF, size))
        # A mask of zeros leaves the payload as it is.
        self.socket.sendall(head + bytes(4) + payload)

    def receive(self):
        message = b""
        while True:
            first, second = self._read(2)
            size = second & 0x7F
            if size == 126:
                size = struct.unpack("!H", self._read(2))[0]
            elif size == 127:
                size = struct.unpack("!Q", self._read(8))[0]
            payload = self._read(size)
            if first & 0x0F == 8:
                raise Failure("the browser closed the connection")
            if first & 0x0F in (9, 10):
                continue
            message += payload
            if first & 0x80:
                return message.decode()
