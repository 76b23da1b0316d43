using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// Takes the sessions of Cobalt Strike's DNS beacon apart, one for each beacon: its check-ins and what they were answered, the conversations in which tasks
/// come down, and the messages that go up. Tasks and output are encrypted, so that sizes alone are told.
/// </summary>
/// <remarks>
/// A check-in is the beacon's number alone. Its answer, exclusive-or the address that means "idle", tells a task and how it is fetched (0xF0 by A, 0xF2 by TXT,
/// 0xF4 by AAAA; an odd number asks for metadata): reports on profiles, 4.x, not a document of the maker.
/// </remarks>
static class CobaltStrikeSessions
{
    const int MessageDigits = 8, MostDigits = 16;

    /// <summary>All sessions of a conversation.</summary>
    public static void Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var beacons = new SortedDictionary<uint, Beacon>();
        foreach (var transaction in conversation.Transactions)
        {
            if (Labels.TrySplit(conversation.Prefix(transaction), out var labels) && CobaltStrikePart.Of(labels) is { } part)
            {
                var number = (uint)part.Key.Beacon;
                if (!beacons.TryGetValue(number, out var beacon))
                {
                    beacons.Add(number, beacon = new(conversation, sessions.Of($"beacon {number:x8}")));
                }
                beacon.Put(transaction, part, part.Data(labels));
            }
        }
        if (beacons.Count == 0)
        {
            return;
        }
        foreach (var transaction in conversation.Transactions)
        {
            var isSplit = Labels.TrySplit(conversation.Prefix(transaction), out var labels);
            if (isSplit && CobaltStrikePart.Of(labels) is not null)
            {
                continue;
            }
            var named = isSplit && CobaltStrikePart.Hex(labels[labels.Count - 1], MessageDigits) is { } number ? beacons.GetValueOrDefault(number) : null;
            (named ?? beacons.Values.First()).Other(transaction, named is null ? [] : labels.Count == 1 ? "check-in"u8 : labels[labels.Count - 2]);
        }
        foreach (var beacon in beacons.Values)
        {
            beacon.Finish();
        }
    }

    /// <summary>One beacon.</summary>
    sealed class Beacon(Conversation conversation, SessionDraft session)
    {
        readonly Dictionary<uint, Message> _up = [];
        readonly Dictionary<uint, Fetched> _down = [];
        readonly List<(int Message, uint Answer)> _checkIns = [];

        public void Put(in Transaction transaction, in CobaltStrikePart part, byte[] data)
        {
            session.Take(transaction);
            if (!_up.TryGetValue(part.Key.Message, out var message))
            {
                _up.Add(part.Key.Message, message = new(transaction.First));
            }
            if (part.Counter == 0 && part.Announced is { } announced)
            {
                message.Announced = announced;
            }
            else if (message.Parts.TryAdd(part.Counter, data))
            {
                session.Carry(Way.Up, transaction.First, data.Length);
            }
        }

        /// <summary>A name without data: a check-in, a question for a part of a task, or what has another form.</summary>
        public void Other(in Transaction transaction, ReadOnlySpan<byte> label)
        {
            session.Take(transaction);
            if (label.SequenceEqual("check-in"u8))
            {
                foreach (var message in conversation.AnswersTo(transaction))
                {
                    if (Address(conversation.Records(message)) is { } address)
                    {
                        _checkIns.Add((message, address));
                    }
                }
            }
            else if (label.Length is > MessageDigits and <= MostDigits && CobaltStrikePart.Hex(label[..^MessageDigits], MessageDigits) is { } counter && CobaltStrikePart.Hex(label[^MessageDigits..], MessageDigits) is { } number)
            {
                if (!_down.TryGetValue(number, out var fetched))
                {
                    _down.Add(number, fetched = new(transaction.First));
                }
                var text = conversation.Answer(transaction);
                var bytes = SymbolCodec.Base64.Decode(text.TrimEnd((byte)'=')) is { Length: > 0 } decoded && conversation.Type(transaction) == RecordTypes.Txt ? decoded.Length : text.Length;
                if (fetched.Parts.TryAdd(counter, transaction.IsAnswered ? bytes : null) && bytes > 0)
                {
                    session.Carry(Way.Down, transaction.Complete, bytes);
                }
            }
        }

        static uint? Address(ResourceRecords records)
        {
            foreach (var record in records)
            {
                if (record.Section == Section.Answer && record.Data.Length == sizeof(uint))
                {
                    return BinaryPrimitives.ReadUInt32BigEndian(record.Data);
                }
            }
            return null;
        }

        public void Finish()
        {
            (session.Up.IsReadable, session.Down.IsReadable, session.Codec) = (false, false, "hexadecimal up, addresses or base64 down");
            (session.Up.Sized, session.Down.Sized) = (0, 0);
            session.Note("encrypted", Sentence.Of("tasks and output are encrypted: their sizes are told"));
            foreach (var (number, message) in _up)
            {
                session.Up.Sized += message.Bytes;
                session.Up.GapsBesides += message.Gaps;
                var size = message.Announced is { } announced ? Sentence.Of($"{message.Bytes} of {announced} bytes that it announced") : Sentence.Of($"{message.Bytes} bytes, without the name that announces how many");
                session.Tell(Way.Up, message.First, Sentence.Of($"message {number:x8}: {size}{(message.Gaps > 0 ? $", {message.Gaps} gaps" : "")}"), message.Bytes);
            }
            foreach (var (number, fetched) in _down)
            {
                session.Down.Sized += fetched.Bytes;
                session.Down.GapsBesides += fetched.Gaps;
                session.Tell(Way.Down, fetched.First, Sentence.Of($"conversation {number:x8}: {fetched.Bytes} bytes in {fetched.Parts.Count} answers{(fetched.Gaps > 0 ? $", {fetched.Gaps} gaps" : "")}"), fetched.Bytes);
            }
            CheckIns();
        }

        /// <summary>Runs of check-ins that were answered the same; what most of them were answered means "idle".</summary>
        void CheckIns()
        {
            if (_checkIns.Count == 0)
            {
                return;
            }
            var idle = _checkIns.CountBy(checkIn => checkIn.Answer).OrderByDescending(answer => answer.Value).ThenBy(answer => answer.Key).First().Key;
            for (int i = 0, next; i < _checkIns.Count; i = next)
            {
                for (next = i + 1; next < _checkIns.Count && _checkIns[next].Answer == _checkIns[i].Answer; next++)
                {
                }
                var said = _checkIns[i].Answer ^ idle;
                session.Tell(Way.Down, _checkIns[i].Message, Sentence.Of($"{next - i} check-ins: {Means(said)}"));
            }
        }

        static string Means(uint said) => said == 0 ? "idle" : (said & 0xF6) switch
        {
            0xF0 => "a task, to be fetched by A",
            0xF2 => "a task, to be fetched by TXT",
            0xF4 => "a task, to be fetched by AAAA",
            _ => "another answer than idle",
        } + ((said & 1) != 0 ? ", metadata asked for" : "");
    }

    /// <summary>Runs of counters that are missing, from the first on.</summary>
    static int Runs(uint[] counters, uint first) => counters.Where((counter, index) => counter != (index == 0 ? first : counters[index - 1] + 1)).Count();

    /// <summary>One message that goes up.</summary>
    sealed class Message(int first)
    {
        public int First { get; } = first;
        public uint? Announced { get; set; }
        public SortedDictionary<uint, byte[]> Parts { get; } = [];
        public long Bytes => Parts.Values.Sum(part => (long)part.Length);

        /// <summary>Runs of counters that are missing, and the end where less came than was announced.</summary>
        public int Gaps => Runs([.. Parts.Keys], 1) is var runs && Announced > Bytes && runs == 0 ? 1 : runs;
    }

    /// <summary>One conversation in which something comes down.</summary>
    sealed class Fetched(int first)
    {
        public int First { get; } = first;
        public SortedDictionary<uint, int?> Parts { get; } = [];
        public long Bytes => Parts.Values.Sum(part => (long)(part ?? 0));
        public int Gaps => Parts.Count(part => part.Value is null) + Runs([.. Parts.Keys], 0);
    }
}
