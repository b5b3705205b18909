"""Parts of the interface that outlive their errors."""

from textual.message import Message
from textual.message_pump import MessagePump


class Guarded(MessagePump):
    """A part that goes on with its next message where one failed; Textual's own would hear nothing any more."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # whatever it was: it is said, logged, and the coder goes on
            self.app._handle_exception(error)
