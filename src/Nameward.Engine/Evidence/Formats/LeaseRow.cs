using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A lease as the lines of DHCP servers tell it, on its way to the batch.</summary>
readonly ref struct LeaseRow
{
    /// <summary>Why a record is malformed that names no address where it should.</summary>
    public const string NoAddress = "the address that was leased cannot be read";

    /// <summary>Longest name that is believed (RFC 1035 section 2.3.4).</summary>
    const int LongestName = 255;

    /// <summary>The address as it is written.</summary>
    public ReadOnlySpan<byte> Address { get; init; }
    /// <summary>The hardware address as it is written; anything else is none.</summary>
    public ReadOnlySpan<byte> Hardware { get; init; }
    /// <summary>The host's name; empty where it gave none.</summary>
    public ReadOnlySpan<byte> Host { get; init; }
    /// <summary>When the server said so, UTC; <see cref="DateTime.MinValue"/> where that is not known.</summary>
    public DateTime From { get; init; }
    /// <summary>For how many seconds; null where it is not told.</summary>
    public long? Seconds { get; init; }
    /// <summary>Whether it was over then.</summary>
    public bool IsOver { get; init; }

    /// <summary>Until when: never before it began, and the same where its length or its beginning is not told.</summary>
    DateTime Until => Seconds is not { } seconds || From == DateTime.MinValue ? From
        : seconds >= uint.MaxValue || From > DateTime.MaxValue.AddSeconds(-seconds) ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc) : From.AddSeconds(Math.Max(0, seconds));

    /// <summary>Hands it over.</summary>
    public LineResult End(long offset, IBatchWriter rows)
    {
        if (!Observations.Address.TryParse(Address, out var address) || address.IsUnspecified)
        {
            return LineResult.Malformed(NoAddress);
        }
        Span<byte> hardware = stackalloc byte[HardwareText.Room];
        var row = new HostLease { At = new(0, offset), From = From, Until = Until, Address = address, IsOver = IsOver };
        rows.Lease(row, Host.Length <= LongestName ? Host : Host[..LongestName], hardware[..HardwareText.Write(Hardware, hardware)]);
        return LineResult.Observed;
    }
}
