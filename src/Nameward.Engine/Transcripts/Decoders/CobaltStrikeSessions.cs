using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// Takes the sessions of Cobalt Strike's DNS beacon apart, one for each beacon: its check-ins and what they were answered, the conversations in which tasks
/// come down, and the messages that go up. Tasks and output are encrypted, so that sizes alone are told.
/// </summary>
/// <remarks>
/// A check-in is the beacon's number alone. Its answer, exclusive-or the address that means "idle", tells a task and how it is fetched (0xF0 by A, 0xF2 by TXT,
/// 0xF4 by AAAA; an odd number asks for metadata): reports on profiles, 4.x, not a document of the maker. The first answer of a conversation is an address that
/// tells the bytes of the task in the same manner, and the parts behind it are four bytes each by A, sixteen by AAAA, or pieces of one base64 text by TXT
/// (cs-parse-traffic.py 0.0.5 of Didier Stevens).
/// </remarks>
static class CobaltStrikeSessions
{
    const int MessageDigits = 8, MostDigits = 16;
    const int FewestCheckIns = 2;
    const long MostSize = 64 << 20;

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
        readonly SortedDictionary<int, uint> _checkIns = [];

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
                        // Names that differ in case alone have the same answers.
                        _checkIns.TryAdd(message, address);
                    }
                }
            }
            else if (label.Length is > MessageDigits and <= MostDigits && CobaltStrikePart.Hex(label[..^MessageDigits], MessageDigits) is { } counter && CobaltStrikePart.Hex(label[^MessageDigits..], MessageDigits) is { } number)
            {
                if (!_down.TryGetValue(number, out var fetched))
                {
                    _down.Add(number, fetched = new(transaction.First));
                }
                var isText = conversation.Type(transaction) == RecordTypes.Txt;
                var answer = isText ? conversation.Answer(transaction).TrimEnd((byte)'=') : conversation.Answer(transaction);
                var part = new Part(isText, answer.Length, conversation.Type(transaction) is 0 or RecordTypes.A ? Address(conversation.Records(transaction)) : null);
                if (fetched.Parts.TryAdd(counter, transaction.IsAnswered ? part : null) && (counter > 0 || part.Address is null))
                {
                    session.Carry(Way.Down, transaction.Complete, isText ? answer.Length * 6 / 8 : answer.Length);
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
                session.Up.Count(message.Bytes, message.Gaps, message.Missing);
                var size = message.Announced is { } announced ? Sentence.Of($"{message.Bytes} of {announced} bytes that it announced") : Sentence.Of($"{message.Bytes} bytes, without the name that announces how many");
                session.Tell(Way.Up, message.First, Sentence.Of($"message {number:x8}: {size}{(message.Gaps > 0 ? $", {message.Gaps} gaps" : "")}"), message.Bytes);
            }
            foreach (var (number, fetched) in _down)
            {
                fetched.Announce(Idle);
                session.Down.Count(fetched.Bytes, fetched.Gaps, fetched.Missing);
                var size = fetched.Announced is { } announced ? Sentence.Of($"{fetched.Bytes} of {announced} bytes that its first answer announced") : Sentence.Of($"{fetched.Bytes} bytes in {fetched.Parts.Count} answers");
                if (fetched.IsUnread)
                {
                    session.Note("idle", Sentence.Of("check-ins do not show which address means \"idle\": addresses that announce how much comes down are not understood"));
                }
                session.Tell(Way.Down, fetched.First, Sentence.Of($"conversation {number:x8}: {size}{(fetched.Gaps > 0 ? $", {fetched.Gaps} gaps" : "")}"), fetched.Bytes);
            }
            CheckIns();
        }

        /// <summary>What more than half of some check-ins were answered, which means "idle"; else the address of profiles that name none.</summary>
        uint Idle => _checkIns.Values.CountBy(answer => answer).FirstOrDefault(answer => answer.Value >= FewestCheckIns && answer.Value * 2 > _checkIns.Count).Key;

        /// <summary>Runs of check-ins that were answered the same.</summary>
        void CheckIns()
        {
            var (idle, checkIns) = (Idle, _checkIns.ToArray());
            for (int i = 0, next; i < checkIns.Length; i = next)
            {
                for (next = i + 1; next < checkIns.Length && checkIns[next].Value == checkIns[i].Value; next++)
                {
                }
                session.Tell(Way.Down, checkIns[i].Key, Sentence.Of($"{next - i} check-ins: {Means(checkIns[i].Value ^ idle)}"));
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

    /// <summary>One message that goes up.</summary>
    sealed class Message(int first)
    {
        public int First { get; } = first;
        public uint? Announced { get; set; }
        public SortedDictionary<uint, byte[]> Parts { get; } = [];
        public long Bytes => Parts.Values.Sum(part => (long)part.Length);

        /// <summary>Runs of counters that are missing, that of the announcement among them, and the end where less came than was announced.</summary>
        public int Gaps => CountRuns(Announced is null ? 0U : 1U, Parts.Keys) is var runs && runs == 0 && Announced > Bytes ? 1 : runs;

        /// <summary>Bytes that did not come; null where none knows.</summary>
        public long? Missing => Announced is { } announced ? Math.Max(0, announced - Bytes) : null;
    }

    /// <summary>One conversation in which something comes down.</summary>
    sealed class Fetched(int first)
    {
        public int First { get; } = first;
        public SortedDictionary<uint, Part?> Parts { get; } = [];
        public long? Announced { get; private set; }

        /// <summary>Pieces of one base64 text are of any length: their letters together are its bytes.</summary>
        public long Bytes => Content.Where(part => part.IsText).Sum(part => (long)part.Length) * 6 / 8 + Content.Where(part => !part.IsText).Sum(part => (long)part.Length);

        /// <summary>Whether the first answer is an address that tells no size: fewer bytes than came, or more than a task has.</summary>
        public bool IsUnread => Announced is null && Parts.TryGetValue(0, out var part) && part?.Address is not null;

        /// <summary>Parts without an answer, runs of counters that are missing, and the end where less came than was announced, or nobody knows.</summary>
        public int Gaps => CountRuns(0, Parts.Keys) + Parts.Values.Count(part => part is null) + (IsUnread ? 1 : 0) is var gaps && gaps == 0 && Announced > Bytes ? 1 : gaps;

        /// <summary>Bytes that did not come; null where none knows.</summary>
        public long? Missing => Announced is { } announced ? Math.Max(0, announced - Bytes) : Gaps > 0 ? null : 0;

        IEnumerable<Part> Content => Parts.Where(part => part.Key > 0 || part.Value?.Address is null).Select(part => part.Value).OfType<Part>();

        /// <summary>Reads the address that the first part is, once it is known which one means "idle".</summary>
        public void Announce(uint idle) => Announced = Parts.TryGetValue(0, out var part) && part?.Address is { } address && (address ^ idle) is <= (uint)MostSize and var size && size >= Bytes ? size : null;
    }

    /// <summary>What came back for one part of a task.</summary>
    /// <param name="IsText">Whether it is base64.</param>
    /// <param name="Length">Its letters, or else bytes.</param>
    /// <param name="Address">Its address; null where it is none.</param>
    sealed record Part(bool IsText, int Length, uint? Address);

    /// <summary>Runs of counters that are missing from the first that there must be on.</summary>
    static int CountRuns(uint first, IEnumerable<uint> counters)
    {
        var (runs, next) = (0, (long)first);
        foreach (var counter in counters)
        {
            runs += counter > next ? 1 : 0;
            next = counter + 1L;
        }
        return runs;
    }
}
