using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts;

/// <summary>
/// A transcript as a tunnel's server sees it: distinct questions (name as written, and type) under one apex, in the order of time, each with what came
/// back. Retransmissions and a second sight of the same message are one transaction.
/// </summary>
/// <param name="transcript">What was said.</param>
/// <param name="all">The transactions under the apex, in the order of time.</param>
sealed class Conversation(Transcript transcript, ImmutableArray<Transaction> all)
{
    /// <summary>Most bytes that all records of one answer are put together to.</summary>
    const int MostAnswerBytes = 1 << 16;

    readonly byte[] _prefix = new byte[WireName.MaxBytes];
    byte[] _answer = new byte[512];
    HashSet<ulong>? _ends;

    /// <summary>The transactions, in the order of time, each question once: what a proof may count.</summary>
    public ImmutableArray<Transaction> Transactions { get; } = [.. all.Where(transaction => !transaction.IsAgain)];

    /// <summary>The transactions with those that ask the same again much later: names that a tool comes to use again carry other content.</summary>
    public ImmutableArray<Transaction> All => all;

    /// <summary>Bytes of record data in the answers to questions that were asked the same much later.</summary>
    public long AnsweredMuchLater
    {
        get
        {
            var bytes = 0L;
            foreach (var transaction in all.Where(transaction => transaction.IsAgain))
            {
                bytes += transaction.AnsweredAgain;
                foreach (var record in Records(transaction))
                {
                    bytes += record.Section == Section.Answer ? record.Data.Length : 0;
                }
            }
            return bytes;
        }
    }

    /// <summary>Whether the evidence shows what came back.</summary>
    public bool ShowsAnswers => transcript.ShowsAnswers;

    /// <summary>The apex of the first transaction in canonical wire form; empty where there is none.</summary>
    public byte[] ApexName => Transactions is [var first, ..] ? CanonicalApex(first).ToArray() : [];

    /// <summary>Labels of the apex below the suspect's zone: what all names share.</summary>
    public ImmutableArray<byte[]> BelowZone
    {
        get
        {
            var apex = ApexName;
            var zone = transcript.Suspect.Zones.Where(zone => zone.Length <= apex.Length).Select(zone => zone.Length).DefaultIfEmpty(apex.Length).Max();
            var labels = ImmutableArray.CreateBuilder<byte[]>();
            for (var at = 0; at < apex.Length - zone; at += apex[at] + 1)
            {
                labels.Add(apex[(at + 1)..(at + 1 + apex[at])]);
            }
            return labels.ToImmutable();
        }
    }

    /// <summary>
    /// Whether the name is the end of another one's of the conversation: a resolver that minimises names (RFC 9156) asks for the last labels first, which are no
    /// name of the tunnel's client.
    /// </summary>
    public bool IsEndOfAnother(in Transaction transaction) => (_ends ??= Ends()).Contains(WyHash.Of(Prefix(transaction), 0));

    /// <summary>A message by its number in the transcript.</summary>
    public DnsMessage Message(int number) => transcript.Messages[number];

    /// <summary>QTYPE.</summary>
    public ushort Type(in Transaction transaction) => transcript.Messages[transaction.First].Type;

    /// <summary>The labels before the apex in wire form, case kept; not closed by the root.</summary>
    public ReadOnlySpan<byte> Prefix(in Transaction transaction) => Name(transaction)[..transaction.PrefixBytes];

    /// <summary>The apex in wire form.</summary>
    public ReadOnlySpan<byte> Apex(in Transaction transaction) => Name(transaction)[transaction.PrefixBytes..];

    /// <summary>The apex in canonical wire form.</summary>
    public ReadOnlySpan<byte> CanonicalApex(in Transaction transaction) => transcript.Bytes(transcript.Messages[transaction.First].Name)[transaction.PrefixBytes..];

    /// <summary>The labels before the apex put together without the dots; valid until the next call.</summary>
    public ReadOnlySpan<byte> Text(in Transaction transaction) => _prefix.AsSpan(0, Join(Prefix(transaction), _prefix));

    /// <summary>The records that came back first.</summary>
    public ResourceRecords Records(in Transaction transaction) =>
        new(transaction.IsAnswered ? transcript.Bytes(transcript.Messages[transaction.Answer].Answers) : []);

    /// <summary>Numbers of all messages that answer a question, in the order of time: one that is asked again may be answered otherwise.</summary>
    public List<int> AnswersTo(in Transaction transaction)
    {
        var question = transcript.Messages[transaction.First];
        var found = new List<int>();
        for (var i = 0; i < transcript.Messages.Length; i++)
        {
            ref readonly var message = ref transcript.Messages[i];
            if (message.NameHash == question.NameHash && message.Type == question.Type && message.Answers.Length > 0)
            {
                found.Add(i);
            }
        }
        return found;
    }

    /// <summary>The records of one message.</summary>
    public ResourceRecords Records(int message) => new(transcript.Bytes(transcript.Messages[message].Answers));

    /// <summary>
    /// The data of the first record of the answer: the strings of TXT put together, the labels of the name that CNAME, MX or SRV point to without dots and
    /// without the apex, else the record data itself. Valid until the next call; empty where there is none.
    /// </summary>
    public ReadOnlySpan<byte> Answer(in Transaction transaction)
    {
        foreach (var record in Records(transaction))
        {
            if (record.Section == Section.Answer && record.Data.Length <= MostAnswerBytes)
            {
                return Data(record, Apex(transaction));
            }
        }
        return [];
    }

    /// <summary>The data of one record, as <see cref="Answer"/> puts it.</summary>
    public ReadOnlySpan<byte> Data(ResourceRecord record, ReadOnlySpan<byte> apex)
    {
        if (_answer.Length < record.Data.Length)
        {
            _answer = new byte[record.Data.Length];
        }
        if (record.Type == RecordTypes.Txt)
        {
            return _answer.AsSpan(0, Strings(record.Data, _answer));
        }
        return record.Target.IsEmpty ? record.Data : _answer.AsSpan(0, Join(Below(record.Target, apex), _answer));
    }

    /// <summary>The labels of a name without its dots, up to the root or the end.</summary>
    /// <returns>Bytes written.</returns>
    public static int Join(ReadOnlySpan<byte> labels, Span<byte> to)
    {
        var length = 0;
        for (var at = 0; at < labels.Length && labels[at] != 0; at += labels[at] + 1)
        {
            var label = labels.Slice(at + 1, Math.Min(labels[at], labels.Length - at - 1));
            label.CopyTo(to[length..]);
            length += label.Length;
        }
        return length;
    }

    HashSet<ulong> Ends()
    {
        var ends = new HashSet<ulong>();
        foreach (var transaction in Transactions)
        {
            var labels = Prefix(transaction);
            for (var at = labels.IsEmpty ? 0 : labels[0] + 1; at < labels.Length; at += labels[at] + 1)
            {
                ends.Add(WyHash.Of(labels[at..], 0));
            }
        }
        return ends;
    }

    ReadOnlySpan<byte> Name(in Transaction transaction) => transcript.Bytes(transcript.Messages[transaction.First].RawName);

    /// <summary>The labels of a name before the apex, or before the most labels that it shares with the apex's end: a search suffix is not answered.</summary>
    static ReadOnlySpan<byte> Below(ReadOnlySpan<byte> name, ReadOnlySpan<byte> apex)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        var count = WireName.Labels(name, starts);
        for (var i = 0; i < count; i++)
        {
            var rest = name[starts[i]..^1];
            if (rest.Length <= apex.Length && Equal(rest, apex[..rest.Length]))
            {
                return name[..starts[i]];
            }
        }
        return name;
    }

    static bool Equal(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        Span<byte> one = stackalloc byte[WireName.MaxBytes], other = stackalloc byte[WireName.MaxBytes];
        WireName.ToCanonical(a, one);
        WireName.ToCanonical(b, other);
        return one[..a.Length].SequenceEqual(other[..b.Length]);
    }

    // RFC 1035 section 3.3.14: strings of a length byte and as many bytes.
    static int Strings(ReadOnlySpan<byte> data, Span<byte> to)
    {
        var length = 0;
        for (var at = 0; at < data.Length; at += data[at] + 1)
        {
            var text = data.Slice(at + 1, Math.Min(data[at], data.Length - at - 1));
            text.CopyTo(to[length..]);
            length += text.Length;
        }
        return length;
    }
}
