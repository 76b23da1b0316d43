using System.Collections.Immutable;
using System.Text;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a key of the registry is about.</summary>
enum RegistryArea : byte
{
    /// <summary>Nothing of concern here.</summary>
    Other,
    /// <summary>The name of the computer.</summary>
    Computer,
    /// <summary>IP on the host, or on one interface.</summary>
    Interface,
    /// <summary>The DNS client.</summary>
    Client,
    /// <summary>The DNS client, by group policy.</summary>
    ClientPolicy,
    /// <summary>A rule of the name resolution policy table (MS-GPNRPT section 2.2.2).</summary>
    NameRule,
    /// <summary>A server that speaks DNS over HTTPS.</summary>
    Https,
    /// <summary>The DNS server.</summary>
    Server,
    /// <summary>A zone of the DNS server.</summary>
    Zone,
}

/// <summary>Tells what a key of the registry is about, by its path; case counts for nothing in it.</summary>
static class RegistryKey
{
    const string Tcpip = @"\services\tcpip\parameters", Tcpip6 = @"\services\tcpip6\parameters";
    const string Client = @"\services\dnscache\parameters", Policy = @"\policies\microsoft\windows nt\dnsclient";

    /// <summary>Parts of paths: one that ends in a backslash stands before the name of an interface, a rule, a server or a zone; any other is the end of the path.</summary>
    static readonly ImmutableArray<(byte[] Part, RegistryArea Area)> Parts =
    [
        .. new (string Part, RegistryArea Area)[]
        {
            (Tcpip, RegistryArea.Interface),
            (Tcpip6, RegistryArea.Interface),
            (Tcpip + @"\interfaces\", RegistryArea.Interface),
            (Tcpip6 + @"\interfaces\", RegistryArea.Interface),
            (Client, RegistryArea.Client),
            (Policy, RegistryArea.ClientPolicy),
            (Client + @"\dnspolicyconfig\", RegistryArea.NameRule),
            (Policy + @"\dnspolicyconfig\", RegistryArea.NameRule),
            (Client + @"\dohwellknownservers\", RegistryArea.Https),
            (@"\services\dnscache\interfacespecificparameters\", RegistryArea.Https),
            (@"\services\dns\parameters", RegistryArea.Server),
            (@"\services\dns\zones\", RegistryArea.Zone),
            (@"\windows nt\currentversion\dns server\zones\", RegistryArea.Zone),
            (@"\control\computername\computername", RegistryArea.Computer),
        }.Select(known => (Encoding.ASCII.GetBytes(known.Part), known.Area)),
    ];

    /// <summary>Looks at a path.</summary>
    /// <param name="path">All between the brackets, in lower case.</param>
    /// <param name="item">Takes the part of it that names an interface, a rule, a server or a zone.</param>
    public static RegistryArea Of(ReadOnlySpan<byte> path, JoinedText item)
    {
        item.Clear();
        foreach (var (part, area) in Parts)
        {
            var start = path.IndexOf(part);
            var rest = start < 0 ? [] : path[(start + part.Length)..];
            if (start >= 0 && (part[^1] == '\\') != rest.IsEmpty)
            {
                item.Add(rest);
                return area;
            }
        }
        return RegistryArea.Other;
    }
}
