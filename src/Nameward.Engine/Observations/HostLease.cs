namespace Nameward.Engine.Observations;

/// <summary>
/// An address that belonged to a host for a time, as a DHCP server's lease, its log or a DHCP message shows it. One of no address tells only how the hardware
/// called itself then: a client asks for an address by its name, and the server that grants it need not repeat that.
/// </summary>
public readonly record struct HostLease
{
    /// <summary>Where the record stands.</summary>
    public SourcePosition At { get; init; }
    /// <summary>From when, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time.</summary>
    public DateTime From { get; init; }
    /// <summary>Until when, UTC: the end of the lease where it is told, else the same as <see cref="From"/>; <see cref="DateTime.MaxValue"/> for one without end.</summary>
    public DateTime Until { get; init; }
    /// <summary>Whether it was over at <see cref="Until"/>: given back, taken back, run out. Else that is what the server promised.</summary>
    public bool IsOver { get; init; }
    /// <summary>The address; of no address where only the host's name is told.</summary>
    public Address Address { get; init; }
    /// <summary>Whether the same record gave another observation before: it is one record still.</summary>
    public bool Continues { get; init; }
    /// <summary>The host's name as it gave it, in the bytes of the batch; empty where it gave none.</summary>
    public Slice Host { get; init; }
    /// <summary>The hardware address in lower-case hexadecimal with colons; empty where the evidence does not tell.</summary>
    public Slice Hardware { get; init; }
}
