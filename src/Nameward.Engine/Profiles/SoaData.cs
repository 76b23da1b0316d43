using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>The data of an SOA record (RFC 1035 section 3.3.13). Times are seconds.</summary>
/// <param name="Primary">MNAME: the name server that the zone comes from.</param>
/// <param name="Mailbox">RNAME: the mailbox of whoever is responsible, its at sign written as a dot.</param>
/// <param name="Serial">Version of the zone.</param>
/// <param name="Refresh">How often secondaries look for a new version.</param>
/// <param name="Retry">How soon they try again.</param>
/// <param name="Expire">How long they answer without the primary.</param>
/// <param name="Minimum">How long a "does not exist" may be kept (RFC 2308 section 4).</param>
public sealed record SoaData(HostileText Primary, HostileText Mailbox, uint Serial, uint Refresh, uint Retry, uint Expire, uint Minimum)
{
    /// <summary>Longest data: two names and five numbers.</summary>
    internal const int MostBytes = 2 * WireName.MaxBytes + Numbers;

    const int Numbers = 20;

    /// <summary>Reads RDATA with names uncompressed; null where it is not whole, as in sources that do not show all of it.</summary>
    internal static SoaData? TryRead(ReadOnlySpan<byte> data)
    {
        var primary = NameLength(data);
        var mailbox = primary == 0 ? 0 : NameLength(data[primary..]);
        if (mailbox == 0 || data.Length - primary - mailbox != Numbers)
        {
            return null;
        }
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        var numbers = data[(primary + mailbox)..];
        return new(HostileText.Name(CanonicalNames.Of(data[..primary], name)), HostileText.Name(CanonicalNames.Of(data.Slice(primary, mailbox), name)),
            At(numbers, 0), At(numbers, 1), At(numbers, 2), At(numbers, 3), At(numbers, 4));
    }

    static uint At(ReadOnlySpan<byte> numbers, int index) => BinaryPrimitives.ReadUInt32BigEndian(numbers[(index * sizeof(uint))..]);

    static int NameLength(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (at < data.Length && data[at] is > 0 and <= WireName.MaxLabelBytes)
        {
            at += data[at] + 1;
        }
        return at < data.Length && at < WireName.MaxBytes && data[at] == 0 ? at + 1 : 0;
    }
}
