using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What name servers and resolvers tell of their messages by dnstap: Protocol Buffers in Frame Streams.</summary>
sealed class Dnstap : IFormat
{
    const int LengthBytes = sizeof(uint);

    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "dnstap",
        Number = 10,
        Title = "dnstap",
        Source = "https://dnstap.info (dnstap.proto, 2024), farsightsec/fstrm 0.6; BIND, Unbound, Knot, PowerDNS, dnsdist, CoreDNS, NSD",
        Positions = PositionKind.BinaryOffset,
        Kind = "DNS server log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Sizes | Carries.HeaderBits,
        Lacks = ["whatever its writer was not told to record: each writer records some kinds of messages only"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        if (head.Length < LengthBytes)
        {
            return Likeness.No;
        }
        var length = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (length != 0)
        {
            // A stream cut at its start, or frames that were stored without control frames.
            return length <= (uint)(head.Length - LengthBytes) && DnstapSearch.IsMessage(head.Slice(LengthBytes, (int)length)) ? Likeness.Likely : Likeness.No;
        }
        var control = DnstapControl.Read(head);
        var isBeginning = control is { Bytes: > 0, Type: DnstapControlType.Start or DnstapControlType.Ready or DnstapControlType.Accept };
        return !isBeginning ? Likeness.No
            : (control.Content & DnstapContent.Dnstap) != 0 ? Likeness.Certain
            : control.Content == DnstapContent.None ? Likeness.Possible
            : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new DnstapReader();
}
