namespace Nameward.Engine.Evidence.Formats;

/// <summary>Lines that products made from BIND write among those of BIND.</summary>
static class BindProducts
{
    /// <summary>Services of the same appliance, whose lines come in the same stream; those of its DHCP server are read elsewhere.</summary>
    static readonly byte[][] Beginnings =
    [
        [.. "Option 82: "u8], [.. "r-l-e:"u8], [.. "RELEASE on "u8], [.. "ARMING trigger on "u8], [.. "DISARMING trigger on "u8], [.. "dns_diff_apply: "u8],
        [.. "loop detected resolving '"u8], [.. "shut down hung fetch while resolving '"u8],
    ];

    /// <summary>Whether no other product writes such a message.</summary>
    public static bool IsOf(BindDialect dialect, ReadOnlySpan<byte> message) => dialect switch
    {
        BindDialect.Infoblox => message.StartsWith(InfobloxEvent.Beginning) || (BindClient.IsAbout(message) && message.IndexOf("P: query: "u8) > 0 && message.IndexOf(" response: "u8) > 0),
        BindDialect.EfficientIp => IsListMatch(message) || (BindClient.IsAbout(message) && message.IndexOf(": answer: "u8) > 0 && message.IndexOf(" -> "u8) > 0),
        _ => false,
    };

    /// <summary>Whether a message is <c>List Matched 192.0.2.1#32622: query: ...</c> of SOLIDserver's DNS Guardian.</summary>
    public static bool IsListMatch(ReadOnlySpan<byte> message) => message.StartsWith(ListMatch);

    /// <summary>How such a message begins, up to the client.</summary>
    public static ReadOnlySpan<byte> ListMatch => "List Matched "u8;

    /// <summary>Whether a message is one of another service of the appliance.</summary>
    public static bool IsNoise(BindDialect dialect, ReadOnlySpan<byte> message)
    {
        foreach (var beginning in dialect == BindDialect.Plain ? [] : Beginnings)
        {
            if (message.StartsWith(beginning))
            {
                return true;
            }
        }
        return false;
    }
}
