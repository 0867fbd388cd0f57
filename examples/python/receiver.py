"""The program's own server, also under test: it gets each reply from a webhook and answers it."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def create_receiver(outreach, port=0):
    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if event["event_type"] == "reply_received":
                outreach.answer(event)
            self.send_response(200)
            self.end_headers()

    return ThreadingHTTPServer(("127.0.0.1", port), Receiver)
