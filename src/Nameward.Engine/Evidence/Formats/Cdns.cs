namespace Nameward.Engine.Evidence.Formats;

/// <summary>Queries and responses as C-DNS keeps them: blocks of CBOR, in which whatever repeats stands once in a table.</summary>
sealed class Cdns : IFormat
{
    const byte ArrayOfThree = 0x83, ArrayToBreak = 0x9F;

    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "c-dns",
        Number = 11,
        Title = "C-DNS",
        Source = "RFC 8618; DNS-STATS compactor 1.0 to 2.0, go-dnscollector, Knot Resolver",
        Positions = PositionKind.BinaryOffset,
        Kind = "network sensor log",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Sizes | Carries.HeaderBits,
        Lacks =
        [
            "what its writer was told not to store",
            "whole addresses, where the writer keeps prefixes",
            "conversations that are not DNS",
        ],
        Unproven = "transports other than UDP and TCP",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        if (head is not [ArrayOfThree or ArrayToBreak, ..])
        {
            return Likeness.No;
        }
        // The drafts are refused by the reader, in words.
        return head[1..].StartsWith(CdnsPreamble.FileType) || head[1..].StartsWith(CdnsPreamble.DraftFileType) ? Likeness.Certain : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new CdnsReader();
}
