from threading import Thread

from instantly_mock import TestCase
from receiver import create_receiver


class WebhookReceiverTest(TestCase):
    def test_answers_a_reply_that_a_webhook_reports(self):
        self.admin("POST", "/reset", {"to": "small"})
        server = create_receiver(self.outreach)
        Thread(target=server.serve_forever).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.outreach.subscribe(f"http://127.0.0.1:{server.server_port}/instantly")

        reply = {"event": "reply", "after": "2h", "text": "Yes!"}
        self.admin("POST", "/plans", [{"match": {"lead": "carla@*", "times": 1}, "do": [reply]}])
        self.admin("POST", "/clock/freeze", {"at": "2026-03-02T15:00:00Z"})
        self.outreach.launch("22222222-2222-4222-8222-222222222222")
        self.admin("POST", "/clock/advance", {"by": "3d"})

        delivery = {"event_type": "reply_received", "lead_email": "carla@example.org", "exactly": 1}
        self.admin("POST", "/deliveries/verify", {"deliveries": [delivery]})
        answer = {"operation_id": "replyToEmail", "body": {"body": {"text": "Then let us meet."}}}
        self.admin("POST", "/verify", {"calls": [{**answer, "status": 200, "exactly": 1}]})
