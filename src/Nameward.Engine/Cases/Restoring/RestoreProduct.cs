namespace Nameward.Engine.Cases.Restoring;

/// <summary>A product whose configuration can be put back.</summary>
public enum RestoreProduct
{
    /// <summary>BIND 9, by its <c>named.conf</c>.</summary>
    Bind,
    /// <summary>Unbound, by its <c>unbound.conf</c>.</summary>
    Unbound,
    /// <summary>ISC Kea, by its JSON.</summary>
    Kea,
    /// <summary>ISC DHCP, by its <c>dhcpd.conf</c>.</summary>
    Dhcpd,
    /// <summary>The resolvers of Unix hosts, by <c>resolv.conf</c>, the hosts file and the settings of systemd-resolved.</summary>
    ResolvConf,
    /// <summary>The DNS and DHCP servers of Windows, by PowerShell.</summary>
    WindowsDns,
}

/// <summary>Which product a format of evidence is of.</summary>
public static class RestoreProducts
{
    /// <summary>The product; null where no file or command is written for it.</summary>
    /// <param name="format">Id of the format.</param>
    public static RestoreProduct? Of(string? format) => format switch
    {
        "named-conf" or "bind-query" => RestoreProduct.Bind,
        "unbound-conf" or "unbound" => RestoreProduct.Unbound,
        "kea-conf" => RestoreProduct.Kea,
        "isc-dhcpd-conf" => RestoreProduct.Dhcpd,
        "resolv-conf" or "hosts-file" or "systemd-resolved-conf" => RestoreProduct.ResolvConf,
        "microsoft-audit" or "powershell-dns" or "windows-registry" => RestoreProduct.WindowsDns,
        _ => null,
    };

    /// <summary>The word of the command line and of JSON; never renamed.</summary>
    public static string Id(RestoreProduct product) => product switch
    {
        RestoreProduct.Bind => "bind",
        RestoreProduct.Unbound => "unbound",
        RestoreProduct.Kea => "kea",
        RestoreProduct.Dhcpd => "dhcpd",
        RestoreProduct.ResolvConf => "resolv-conf",
        _ => "windows-dns",
    };

    /// <summary>What a person reads.</summary>
    public static string Words(RestoreProduct product) => product switch
    {
        RestoreProduct.Bind => "BIND 9",
        RestoreProduct.Unbound => "Unbound",
        RestoreProduct.Kea => "ISC Kea",
        RestoreProduct.Dhcpd => "ISC DHCP",
        RestoreProduct.ResolvConf => "resolvers of Unix hosts",
        _ => "Windows DNS and DHCP Server",
    };
}
