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
        var others = new List<Transaction>();
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
                others.Add(transaction);
            }
        }
        // What names no session began the first, or tried the resolver for it.
        var first = found.Values.MinBy(session => session.Draft.FirstMessage)?.Draft ?? sessions.Of("");
        others.ForEach(transaction => first.Take(transaction));
        (first.Up.IsReadable, first.Down.IsReadable) = (false, false);
        foreach (var session in found.Values)
        {
            session.Finish();
        }
    }

    /// <summary>One session.</summary>
    sealed class Session(Conversation conversation, SessionDraft draft)
    {
        readonly Dictionary<(Way Way, uint Id), Content> _messages = [];
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
            _polls += message.Type == SliverMessage.Poll ? 1 : 0;
            if (message.Type is SliverMessage.Init or SliverMessage.DataFromImplant)
            {
                Put(Way.Up, message.Id, message.Type == SliverMessage.Init ? "keys" : "message", transaction.First, message.Start, message.Size, message.Data);
            }
            else if (message.Type is SliverMessage.DataToImplant or SliverMessage.Poll && SliverMessage.Of(SliverMessage.Base64.Decode(answer)) is { } came)
            {
                Put(Way.Down, came.Id, "message", transaction.Complete, message.Type == SliverMessage.Poll ? 0 : message.Start, came.Type == SliverMessage.Manifest ? came.Size : 0, came.Type == SliverMessage.Manifest ? [] : came.Data);
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
            foreach (var ((way, id), content) in _messages)
            {
                var (came, size) = (content.Stream.Recovered, Math.Max(content.Size, content.Stream.End));
                draft[way].Sized += came;
                draft[way].GapsBesides += content.Stream.Gaps;
                draft.Tell(way, content.First, Sentence.Of($"{content.What} {id >> 24}: {came} of {size} bytes, {(size > 0 ? 100 * came / size : 100)} %"), came);
            }
            if (_polls > 0)
            {
                draft.Note("polls", Sentence.Of($"{_polls} questions for what is there"));
            }
        }

        void Put(Way way, uint id, string what, int message, long start, long size, byte[] data)
        {
            if (start + data.Length > MostSize || size > MostSize || (_messages.Count >= MostMessages && !_messages.ContainsKey((way, id))))
            {
                return;
            }
            if (!_messages.TryGetValue((way, id), out var content))
            {
                _messages.Add((way, id), content = new(what, message));
                content.Stream.BeginsAt(0);
            }
            draft.Carry(way, message, content.Stream.Put(start, data));
            content.Stream.GoesTo(size);
            content.Size = Math.Max(content.Size, size);
        }
    }

    /// <summary>One message.</summary>
    sealed class Content(string what, int first)
    {
        public string What { get; } = what;
        public int First { get; } = first;
        public long Size { get; set; }
        public ByteStream Stream { get; } = new();
    }
}
