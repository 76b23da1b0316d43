using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>The field that carries bytes: signs that go on over one token or several.</summary>
/// <param name="From">Number of its first token.</param>
/// <param name="Behind">How many tokens stand behind its last.</param>
/// <param name="Left">Signs of the first token before it.</param>
/// <param name="Right">Signs of the last token behind it.</param>
readonly record struct GenericSpan(int From, int Behind, int Left, int Right)
{
    /// <summary>The signs; null where the name has no room for them.</summary>
    public byte[]? Read(GenericRow row)
    {
        var tokens = row.Tokens.AsSpan(Math.Min(From, row.Tokens.Length)..Math.Max(Math.Min(From, row.Tokens.Length), row.Tokens.Length - Behind));
        if (tokens.IsEmpty || tokens[0].Length < Left || tokens[^1].Length < Right + (tokens.Length == 1 ? Left : 0))
        {
            return null;
        }
        var signs = new List<byte>();
        foreach (var token in tokens)
        {
            signs.AddRange(token);
        }
        return [.. signs[Left..^Right]];
    }
}

/// <summary>What the field of bytes is read as.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Reading">How it is read.</param>
/// <param name="Odds">How likely that codec is among those that read it too, 0 to 1.</param>
/// <param name="Beside">Bits that each name has room for beside it, in what is neither constant nor another field.</param>
/// <param name="Evidence">
/// Bits that say the field carries data: what is behind it is told shorter than its signs are by whatever else they may be (random numbers, words, texts,
/// addresses). None for what looks random in names: a number that is used once looks the same.
/// </param>
sealed record GenericData(GenericSpan Span, GenericReading Reading, double Odds, double Beside, double Evidence)
{
    /// <summary>
    /// Bits that another span has to save before it is preferred to the one that is most usual: some hundred of them are tried (7 bits), with one in five hundred
    /// to be wrong in it (9 bits).
    /// </summary>
    const double Preference = 16;

    /// <summary>
    /// Bits of a field in one name that no number which is used once needs: below, it must say something to be content. Two names of n bits are the same by
    /// accident one time in 2^n; 64 bits keep four thousand million numbers apart. It trades the smallest chunks of random content, 7 bytes and fewer, for silence
    /// on sums, numbers of machines and of requests.
    /// </summary>
    const int FewestBits = 64;

    /// <summary>Whether it has more room than numbers that are used once need, or says something.</summary>
    public bool IsContent(GenericRows rows) => rows.Form != GenericForm.Name || Evidence > FewestBits || Reading.Bytes * 8 >= (long)FewestBits * rows.First.Length;

    /// <summary>The field of bytes beside a counter and a key; null where what is left is nothing, the same few values, or words.</summary>
    public static GenericData? Find(GenericRows rows, params ReadOnlySpan<GenericField?> taken)
    {
        var free = new GenericFree(rows, taken);
        GenericData? best = null;
        var least = double.PositiveInfinity;
        foreach (var span in free.Spans())
        {
            // Where one sign less is as good a cut as another, nothing tells data from what is beside it.
            if (Of(rows, span) is { } data && (best is null || !data.Reading.IsCut || !free.IsTrimmed(span)) && data.Reading.Cost + free.Beside(span) + Unread(rows, span) is var cost && cost < least - (best is null ? 0 : Preference))
            {
                (best, least) = (data with { Beside = free.Beside(span) / rows.First.Length }, cost);
            }
        }
        return best is null || rows.Form != GenericForm.Name || best.Reading.Cost < GenericCost.OfWords(Pieces(rows, best.Span)) ? best : null;
    }

    /// <summary>Bits of the names that have no room for a span: any bytes.</summary>
    static double Unread(GenericRows rows, GenericSpan span) => rows.First.Where(row => span.Read(row) is null).Sum(row => row.Tokens.Sum(token => 8.0 * token.Length));

    static List<byte[]> Pieces(GenericRows rows, GenericSpan span) => [.. rows.First.Select(span.Read).OfType<byte[]>().Where(piece => piece.Length > 0)];

    static GenericData? Of(GenericRows rows, GenericSpan span)
    {
        // A field of which each value comes eight times on average names something: a kind, a host, a session. Content that repeats as much is given up.
        const int FewValues = 8;
        var pieces = Pieces(rows, span);
        if (pieces.Count * 50 < rows.First.Length * 49 || pieces.Select(Convert.ToHexString).Distinct().Count() is var distinct && (distinct < 2 || distinct * FewValues < pieces.Count))
        {
            return null;
        }
        var readings = GenericCodec.Of(rows.Form).Select(codec => codec.Read(pieces, rows)).OfType<GenericReading>().OrderBy(reading => reading.Cost).ToList();
        if (readings is not [var read, ..])
        {
            return null;
        }
        // Alphabets that differ in signs which do not occur are one.
        var odds = 1 / (1 + readings.Skip(1).Where(reading => !pieces.TrueForAll(piece => read.IsSame(reading, piece))).Sum(reading => Math.Pow(2, read.Cost - reading.Cost)));
        return new(span, read, odds, 0, Math.Max(0, EvidenceOf(rows, pieces, readings)));
    }

    /// <summary>What the signs cost when they carry nothing, less what they cost as they are read: in names, as text alone, for random numbers are nothing rare there.</summary>
    static double EvidenceOf(GenericRows rows, List<byte[]> pieces, List<GenericReading> readings)
    {
        var learnt = GenericCost.Learnt(pieces.SelectMany(piece => piece), rows.Form == GenericForm.Bytes ? 256 : 96);
        return rows.Form switch
        {
            GenericForm.Name => Math.Min(learnt, Math.Min(GenericCost.OfWords(pieces), readings.Min(reading => reading.Even))) - readings[0].Text,
            GenericForm.Text => Math.Min(learnt, GenericCost.OfText(pieces)) - readings[0].Cost,
            _ => rows.Type is RecordTypes.A or RecordTypes.Aaaa ? OfAddresses(pieces) : Math.Min(learnt, pieces.Sum(piece => 8.0 * piece.Length)) - readings[0].Cost,
        };
    }

    /// <summary>The host parts of addresses are as good as random; where they are text, they are none.</summary>
    static double OfAddresses(List<byte[]> pieces)
    {
        var hosts = pieces.Select(piece => piece[(piece.Length / 2)..]).ToList();
        return hosts.Sum(host => 8.0 * host.Length) - GenericCost.OfText(hosts);
    }
}
