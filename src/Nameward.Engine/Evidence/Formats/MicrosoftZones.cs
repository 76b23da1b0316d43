using System.Text;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Settings of a zone of Microsoft's DNS server, by the names that PowerShell shows and the numbers that the registry and WMI keep
/// (https://learn.microsoft.com/powershell/module/dnsserver/set-dnsserverprimaryzone; MS-DNSP sections 2.2.5.1.1, 2.2.5.1.2 and 2.2.6.1.1), in the words of all formats.
/// </summary>
static class MicrosoftZones
{
    /// <summary>The type of a zone; what is none stays as it is written.</summary>
    public static ReadOnlySpan<byte> Type(ReadOnlySpan<byte> word) => word switch
    {
        _ when Is(word, "Primary"u8, "1"u8) => "primary"u8,
        _ when Is(word, "Secondary"u8, "2"u8) => "secondary"u8,
        _ when Is(word, "Stub"u8, "3"u8) => "stub"u8,
        _ when Is(word, "Forwarder"u8, "4"u8) => "forward"u8,
        _ when Is(word, "Cache"u8, "0"u8) => "hint"u8,
        _ => word,
    };

    /// <summary>Who may update a zone.</summary>
    public static ReadOnlySpan<byte> Updates(ReadOnlySpan<byte> word) => word switch
    {
        _ when Is(word, "None"u8, "0"u8) => "none"u8,
        _ when Is(word, "NonsecureAndSecure"u8, "1"u8) => "any"u8,
        _ when Is(word, "Secure"u8, "2"u8) => "secure"u8,
        _ => word,
    };

    /// <summary>Who may transfer a zone; <c>addresses</c> where those of the secondary servers are told elsewhere.</summary>
    public static ReadOnlySpan<byte> Transfers(ReadOnlySpan<byte> word) => word switch
    {
        _ when Is(word, "TransferAnyServer"u8, "0"u8) => "any"u8,
        _ when Is(word, "TransferToZoneNameServer"u8, "1"u8) => "name servers"u8,
        _ when Is(word, "TransferToSecureServers"u8, "2"u8) => "addresses"u8,
        _ when Is(word, "NoTransfer"u8, "3"u8) => "none"u8,
        _ => word,
    };

    static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name, ReadOnlySpan<byte> number) => Ascii.EqualsIgnoreCase(word, name) || word.SequenceEqual(number);
}
