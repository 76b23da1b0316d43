using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads the lease file of dnsmasq. When a lease began it does not tell: it held when the file was written, where that is known and lies before its end, and two minutes
/// before its end in any case, for none is shorter (<c>dhcp-range</c> in the manual page).
/// </summary>
sealed class DnsmasqLeaseReader : LineReader
{
    static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2);

    /// <summary>A lower number is the length of a lease: so are they written where there is no clock (<c>HAVE_BROKEN_RTC</c>).</summary>
    static readonly DateTime FirstTime = new(2001, 9, 9, 0, 0, 0, DateTimeKind.Utc);

    readonly DateTime? _written;

    /// <summary>A reader at the start of a source.</summary>
    /// <param name="written">When its file was last written to, UTC; null where that is not known.</param>
    public DnsmasqLeaseReader(DateTime? written) => _written = written;

    DnsmasqLeaseReader(DnsmasqLeaseReader other)
        : base(other) => _written = other._written;

    /// <inheritdoc/>
    public override IRecordReader Fork() => new DnsmasqLeaseReader(this);

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows) => Read(line, offset, _written, rows);

    /// <summary>Reads a line.</summary>
    internal static LineResult Read(ReadOnlySpan<byte> line, long offset, DateTime? written, IBatchWriter rows)
    {
        // The server's own id, before the leases of IPv6.
        if (line.StartsWith("duid "u8))
        {
            return LineResult.Ignored;
        }
        if (!Numbers.TrySeconds(TextWords.Take(ref line), out var seconds) || line.IsEmpty)
        {
            return LineResult.Malformed("no line of a dnsmasq lease file");
        }
        var hardware = TextWords.Take(ref line);
        var address = TextWords.Take(ref line);
        var host = TextWords.Take(ref line);
        if (host.IsEmpty)
        {
            return LineResult.Malformed("the line is cut");
        }
        var end = DateTime.UnixEpoch.AddSeconds(seconds);
        var from = end < FirstTime ? written ?? DateTime.MinValue : written < end - Shortest ? written.Value : end - Shortest;
        return new LeaseRow
        {
            Address = address,
            Hardware = address.Contains((byte)':') ? [] : DhcpMessages.WithoutKind(hardware),
            Host = host.SequenceEqual("*"u8) ? [] : host,
            From = from == DateTime.MinValue ? from : DateTime.SpecifyKind(from, DateTimeKind.Utc),
            Seconds = end < FirstTime ? null : (long)(end - from).TotalSeconds,
        }.End(offset, rows);
    }
}
