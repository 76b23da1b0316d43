using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The words that all outputs of a hunt share.</summary>
static class HuntWords
{
    /// <summary>An address; null where there is none.</summary>
    public static HostileText? AddressOf(Address? address) => address is { IsNone: false } known ? HostileText.Address(known) : null;

    /// <summary>A type; null where the evidence does not say.</summary>
    public static string? TypeOf(ushort type) => type == 0 ? null : RecordTypes.Name(type);

    /// <summary>How a message travelled; null where the evidence does not say.</summary>
    public static string? Of(Transport transport) => transport == Transport.Unknown ? null : transport.ToString().ToLowerInvariant();

    /// <summary>Which part of a look-up's way a message shows.</summary>
    public static string Of(Leg leg) => leg.ToString().ToLowerInvariant();

    /// <summary>Which sides of an exchange a message shows.</summary>
    public static string Of(Sides sides) => sides switch { Sides.Query => "query", Sides.Response => "response", _ => "both" };
}
