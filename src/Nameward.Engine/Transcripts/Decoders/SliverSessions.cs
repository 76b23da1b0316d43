using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// Takes the sessions of Sliver's DNS transport apart: the messages of each, how much of each came, and whether the sums in addresses agree. What the messages
/// hold is encrypted.
/// </summary>
static class SliverSessions
{
    /// <summary>Numbers to base 58 cost the square of their length.</summary>
    const int MostBase58 = 1 << 14;

    const int MostMessages = 1 << 14;
    const long MostSize = 64 << 20;

    /// <summary>All sessions of a conversation.</summary>
    public static void Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var found = new Dictionary<uint, Session>();
        var others = new List<(Transaction Transaction, uint Given)>();
        Session Of(uint number)
        {
            if (!found.TryGetValue(number, out var session))
            {
                found.Add(number, session = new(conversation, sessions.Of($"0x{number:x6}")));
            }
            return session;
        }
        var tried = 0;
        foreach (var transaction in conversation.Transactions)
        {
            var text = conversation.Text(transaction);
            var bytes = SliverMessage.Base32.Decode(text);
            var message = SliverMessage.Of(bytes);
            if (message is null && tried++ < MostBase58)
            {
                bytes = SliverMessage.Base58.Decode(text);
                message = SliverMessage.Of(bytes);
            }
            if (message is { Type: not SliverMessage.Totp, Session: > 0 and var number })
            {
                Of(number).Add(transaction, message, bytes);
            }
            else
            {
                others.Add((transaction, message is null ? 0 : SliverMessage.Given(conversation.Answer(transaction))));
            }
        }
        // A one-time password is answered by the number of the session that it begins; what names no session is told with the first.
        var first = found.Values.MinBy(session => session.Draft.FirstMessage)?.Draft ?? sessions.Of("");
        others.ForEach(other => (found.GetValueOrDefault(other.Given)?.Draft ?? first).Take(other.Transaction));
        (first.Up.IsReadable, first.Down.IsReadable) = (false, false);
        foreach (var session in found.Values)
        {
            session.Finish();
        }
    }

    /// <summary>One session.</summary>
    sealed class Session(Conversation conversation, SessionDraft draft)
    {
        readonly Dictionary<(Way Way, long Number), Content> _messages = [];
        readonly WrappingCounter[] _counters = [new(SliverMessage.Ids), new(SliverMessage.Ids)];
        int _sums, _wrong, _polls;

        public SessionDraft Draft => draft;

        public void Add(in Transaction transaction, SliverMessage message, byte[] bytes)
        {
            draft.Take(transaction);
            var answer = conversation.Answer(transaction);
            if (message.Type is SliverMessage.NoType or SliverMessage.DataFromImplant && answer.Length == sizeof(uint))
            {
                (_sums, _wrong) = SliverMessage.IsSum(answer, bytes) ? (_sums + 1, _wrong) : (_sums, _wrong + 1);
            }
            switch (message.Type)
            {
                case SliverMessage.Init or SliverMessage.DataFromImplant:
                    Put(Way.Up, message.Id, message.Type == SliverMessage.Init ? "keys" : "message", transaction.First, message.Start, message.Size, message.Data);
                    break;
                case SliverMessage.Poll:
                    _polls++;
                    if (SliverMessage.Of(SliverMessage.Base64.Decode(answer)) is { Type: SliverMessage.Manifest } manifest)
                    {
                        Put(Way.Down, manifest.Id, "message", transaction.Complete, 0, manifest.Size, []);
                    }
                    break;
                case SliverMessage.DataToImplant:
                    // What comes back need not name the message; what was asked for is missing where nothing does.
                    var came = SliverMessage.Of(SliverMessage.Base64.Decode(answer));
                    Put(Way.Down, message.Id, "message", transaction.Complete, message.Start, 0, came is not null && came.Start == message.Start ? came.Data : [])?.Stream.GoesTo(Math.Min(message.Stop, MostSize));
                    break;
            }
        }

        public void Finish()
        {
            (draft.Up.IsReadable, draft.Down.IsReadable, draft.Codec) = (false, false, "base32 or base58 up, base64 down");
            (draft.Up.Sized, draft.Down.Sized) = (0, 0);
            draft.Note("encrypted", Sentence.Of("what the messages hold is encrypted: how much of each came is told"));
            if (_sums + _wrong > 0)
            {
                draft.Note("sums", Sentence.Of($"{_sums} of {_sums + _wrong} addresses in answers are the sums of what was sent"));
            }
            foreach (var ((way, _), content) in _messages)
            {
                var (came, size) = (content.Stream.Recovered, Math.Max(content.Size, content.Stream.End));
                // Without its size a message may go on behind what is known of it.
                draft[way].Count(came, content.Stream.Gaps + (content.Size == 0 ? 1 : 0), content.Size == 0 ? null : content.Stream.Missing);
                var told = content.Size == 0 ? Sentence.Of($"{came} bytes, without the answer that tells how many it has") : Sentence.Of($"{came} of {size} bytes, {(size > 0 ? 100 * came / size : 100)} %");
                draft.Tell(way, content.First, Sentence.Of($"{content.What} {content.Id}: {told}"), came);
            }
            if (_polls > 0)
            {
                draft.Note("polls", Sentence.Of($"{_polls} questions for what is there"));
            }
        }

        Content? Put(Way way, uint id, string what, int message, long start, long size, byte[] data)
        {
            if (start + data.Length > MostSize || size > MostSize)
            {
                return null;
            }
            // Numbers of messages begin again behind the highest: the next of the same number is another message.
            var number = _counters[(int)way].Count((int)(id >> 24) % SliverMessage.Ids);
            if (!_messages.TryGetValue((way, number), out var content))
            {
                if (_messages.Count >= MostMessages)
                {
                    return null;
                }
                _messages.Add((way, number), content = new(what, id >> 24, message));
                content.Stream.BeginsAt(0);
            }
            draft.Carry(way, message, content.Stream.Put(start, data));
            content.Stream.GoesTo(size);
            content.Size = Math.Max(content.Size, size);
            return content;
        }
    }

    /// <summary>One message.</summary>
    sealed class Content(string what, uint id, int first)
    {
        public string What { get; } = what;
        public uint Id { get; } = id;
        public int First { get; } = first;
        public long Size { get; set; }
        public ByteStream Stream { get; } = new();
    }
}
