using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>A name, or an answer, cut into the pieces that fields are looked for in.</summary>
/// <param name="Transaction">Where it was said.</param>
/// <param name="Tokens">The labels from left to right, or the parts of labels between hyphens; of an answer, all of its data as one.</param>
sealed record GenericRow(Transaction Transaction, byte[][] Tokens);

/// <summary>Names of one type with as many labels, or answers of one type, in the order of time: they may be of one layout.</summary>
/// <param name="Type">Type of the records.</param>
/// <param name="Form">What the signs are.</param>
/// <param name="Rows">The names.</param>
/// <param name="IsJoined">For each token, whether what is behind it is a dot, over which data may go on; false where it is a hyphen or the end.</param>
sealed record GenericRows(ushort Type, GenericForm Form, ImmutableArray<GenericRow> Rows, ImmutableArray<bool> IsJoined)
{
    /// <summary>Fewest names of one form that anything is said of.</summary>
    public const int Fewest = 5;

    /// <summary>Most names that fields are looked for in; the rest of them are read by what is found.</summary>
    public const int Sample = 384;

    const int MostGroups = 48, MostTokens = 24;

    /// <summary>Whether something on the way changed the case of letters, so that it tells nothing.</summary>
    public bool IsCaseChanged { get; init; }

    /// <summary>Labels behind them that all names of the channel share, up to the zone.</summary>
    public ImmutableArray<byte[]> Below { get; init; } = [];

    /// <summary>Tokens of each of them.</summary>
    public int Tokens => IsJoined.Length;

    /// <summary>The first of them.</summary>
    public ImmutableArray<GenericRow> First => Rows.Length > Sample ? Rows[..Sample] : Rows;

    /// <summary>A sign in the form in which two are compared: names do not tell case apart.</summary>
    public byte Fold(byte sign) => Form == GenericForm.Name && sign is >= (byte)'A' and <= (byte)'Z' ? (byte)(sign | 0x20) : sign;

    /// <summary>The names of a conversation, those of the most common form first.</summary>
    public static ImmutableArray<GenericRows> Names(Conversation conversation)
    {
        var groups = new Dictionary<(ushort Type, int Labels), List<GenericRow>>();
        var isCaseChanged = GenericCase.IsChanged(conversation);
        foreach (var transaction in isCaseChanged ? GenericCase.Folded(conversation) : conversation.Transactions)
        {
            if (Labels.TrySplit(conversation.Prefix(transaction), out var labels) && labels.Count <= MostTokens)
            {
                var key = (conversation.Type(transaction), labels.Count);
                if (!groups.TryGetValue(key, out var rows))
                {
                    groups.Add(key, rows = []);
                }
                rows.Add(new(transaction, Split(labels)));
            }
        }
        return [.. groups.OrderByDescending(group => group.Value.Count).ThenBy(group => group.Key).Take(MostGroups).Select(group => AtHyphens(group.Key.Type, group.Value)).Select(rows => rows with { IsCaseChanged = isCaseChanged || GenericCase.IsChanged(rows), Below = conversation.BelowZone })];
    }

    /// <summary>
    /// What came back for some names. Answers are left out that say the same again and again: that there is nothing, or that something came; and texts with a
    /// version in front, which hold the keys and policies of mail (RFC 6376, 7208, 7489).
    /// </summary>
    public static ImmutableArray<GenericRows> Answers(Conversation conversation, IEnumerable<Transaction> asked)
    {
        var groups = new SortedDictionary<ushort, List<GenericRow>>();
        foreach (var transaction in asked)
        {
            if (transaction.IsAnswered && FirstType(conversation.Records(transaction), conversation.Apex(transaction)) is { } type
                && conversation.Answer(transaction) is { IsEmpty: false } answer && !(type == RecordTypes.Txt && answer.StartsWith("v="u8)))
            {
                if (!groups.TryGetValue(type, out var rows))
                {
                    groups.Add(type, rows = []);
                }
                rows.Add(new(transaction, [answer.ToArray()]));
            }
        }
        return [.. groups.Select(group => new GenericRows(group.Key, FormOf(group.Key), [.. WithoutIdle(group.Value)], [false])).Where(rows => rows.Rows.Length >= Fewest)];
    }

    static byte[][] Split(in Labels labels)
    {
        var tokens = new byte[labels.Count][];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = labels[i].ToArray();
        }
        return tokens;
    }

    /// <summary>Cuts labels at their hyphens too, where each label has as many of them in all names: else they are signs of an alphabet.</summary>
    static GenericRows AtHyphens(ushort type, List<GenericRow> rows)
    {
        const byte Hyphen = (byte)'-';
        var labels = rows[0].Tokens.Length;
        var hyphens = Enumerable.Range(0, labels).Select(label => rows[0].Tokens[label].Count(sign => sign == Hyphen)).ToArray();
        var cut = Enumerable.Range(0, labels).Select(label => hyphens[label] > 0 && rows.TrueForAll(row => row.Tokens[label].Count(sign => sign == Hyphen) == hyphens[label])).ToArray();
        if (rows.Count < Fewest || !cut.Contains(true) || hyphens.Sum() > MostTokens)
        {
            return new(type, GenericForm.Name, [.. rows], [.. Enumerable.Range(1, labels).Select(label => label < labels)]);
        }
        var joined = Enumerable.Range(0, labels).SelectMany(label => Enumerable.Repeat(false, cut[label] ? hyphens[label] : 0).Append(label + 1 < labels));
        return new(type, GenericForm.Name, [.. rows.Select(row => row with { Tokens = [.. row.Tokens.SelectMany((label, index) => cut[index] ? Parts(label, Hyphen) : [label])] })], [.. joined]);
    }

    static IEnumerable<byte[]> Parts(byte[] label, byte separator)
    {
        for (int from = 0, to; from <= label.Length; from = to + 1)
        {
            to = Array.IndexOf(label, separator, from);
            to = to < 0 ? label.Length : to;
            yield return label[from..to];
        }
    }

    static List<GenericRow> WithoutIdle(List<GenericRow> rows)
    {
        // What a fifth of all answers say is no content: of 20 chunks, four would have to be the same.
        const int Fewest = 4, Share = 5;
        var idle = rows.GroupBy(row => Convert.ToHexString(row.Tokens[0])).Where(same => same.Count() >= Math.Max(Fewest, rows.Count / Share)).Select(same => same.Key).ToHashSet();
        return [.. rows.Where(row => !idle.Contains(Convert.ToHexString(row.Tokens[0])))];
    }

    /// <summary>Type of the first record of an answer; null where there is none, or it points to a name that lies elsewhere: an alias, and no data.</summary>
    static ushort? FirstType(ResourceRecords records, ReadOnlySpan<byte> apex)
    {
        foreach (var record in records)
        {
            if (record.Section == Section.Answer)
            {
                return record.Target.IsEmpty || (record.Target.Length > apex.Length && System.Text.Ascii.EqualsIgnoreCase(record.Target[^apex.Length..], apex)) ? record.Type : null;
            }
        }
        return null;
    }

    static GenericForm FormOf(ushort type) => type switch
    {
        RecordTypes.Txt => GenericForm.Text,
        RecordTypes.Cname or RecordTypes.Mx or RecordTypes.Srv or RecordTypes.Ns or RecordTypes.Ptr => GenericForm.Name,
        _ => GenericForm.Bytes,
    };
}

/// <summary>What the signs of a token are.</summary>
enum GenericForm
{
    /// <summary>Signs of a name, of either case.</summary>
    Name,
    /// <summary>Signs of a text.</summary>
    Text,
    /// <summary>Bytes, of an address or another record.</summary>
    Bytes,
}
