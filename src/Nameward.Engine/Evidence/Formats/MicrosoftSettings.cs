using System.Collections.Frozen;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What the settings of Microsoft's DNS server and of its zones are about, by their names in its protocol, its registry and its audit events
/// (https://learn.microsoft.com/openspecs/windows_protocols/ms-dnsp sections 3.1.1.1 and 3.1.1.2; revision of 2024).
/// </summary>
static class MicrosoftSettings
{
    static readonly FrozenDictionary<string, MicrosoftSetting> Server = Named(
        new("ServerLevelPluginDll", ConfigurationKind.Plugin), new("Forwarders", ConfigurationKind.Forwarders, MicrosoftSettingForm.List),
        new("ListenAddresses", ConfigurationKind.Listening, MicrosoftSettingForm.List), new("NoRecursion", ConfigurationKind.Recursion, MicrosoftSettingForm.NoneWhereSet),
        new("AllowUpdate", ConfigurationKind.Updates, MicrosoftSettingForm.Updates),
        new("LogLevel", ConfigurationKind.Logging, MicrosoftSettingForm.NoneWhereZero), new("EventLogLevel", ConfigurationKind.Logging, MicrosoftSettingForm.NoneWhereZero),
        new("OperationsLogLevel", ConfigurationKind.Logging, MicrosoftSettingForm.NoneWhereZero), new("OperationsLogLevel2", ConfigurationKind.Logging, MicrosoftSettingForm.NoneWhereZero),
        new("EnableLogFileRollover", ConfigurationKind.Logging), new("LogFilePath", ConfigurationKind.Logging), new("LogFileMaxSize", ConfigurationKind.Logging),
        new("LogIPFilterList", ConfigurationKind.Logging, MicrosoftSettingForm.List), new("UseSystemEventLog", ConfigurationKind.Logging),
        new("EnableDnsSec", ConfigurationKind.Dnssec, MicrosoftSettingForm.YesOrNo), new("EnableIPv6", ConfigurationKind.Listening),
        new("EnableGlobalQueryBlockList", ConfigurationKind.Policy), new("GlobalQueryBlockList", ConfigurationKind.Policy), new("IgnoreServerLevelPolicies", ConfigurationKind.Policy),
        new("IgnoreAllPolicies", ConfigurationKind.Policy), new("EnableRRL", ConfigurationKind.Policy));

    static readonly FrozenDictionary<string, MicrosoftSetting> Zone = Named(
        new("AllowUpdate", ConfigurationKind.Updates, MicrosoftSettingForm.Updates), new("SecureSecondaries", ConfigurationKind.Transfers, MicrosoftSettingForm.Secondaries),
        new("SecondaryServers", ConfigurationKind.Transfers, MicrosoftSettingForm.List), new("Secondaries", ConfigurationKind.Transfers, MicrosoftSettingForm.List),
        new("MasterServers", ConfigurationKind.Zone, MicrosoftSettingForm.List), new("LocalMasterServers", ConfigurationKind.Zone, MicrosoftSettingForm.List),
        new("NotifyServers", ConfigurationKind.Zone, MicrosoftSettingForm.List), new("NotifyList", ConfigurationKind.Zone, MicrosoftSettingForm.List),
        new("Type", ConfigurationKind.Zone, MicrosoftSettingForm.ZoneType), new("ZoneType", ConfigurationKind.Zone, MicrosoftSettingForm.ZoneType),
        new("IsSigned", ConfigurationKind.Dnssec, MicrosoftSettingForm.YesOrNo), new("IgnorePolicies", ConfigurationKind.Policy));

    static readonly FrozenDictionary<string, MicrosoftSetting>.AlternateLookup<ReadOnlySpan<char>> ServerByText = Server.GetAlternateLookup<ReadOnlySpan<char>>(),
        ZoneByText = Zone.GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly MicrosoftSetting Unlisted = new("", ConfigurationKind.Other), UnlistedLogging = new("", ConfigurationKind.Logging, MicrosoftSettingForm.NoneWhereZero),
        UnlistedOfZone = new("", ConfigurationKind.Zone);

    /// <summary>Longer than any name of the lists.</summary>
    const int Longest = 64;

    /// <summary>What a setting of the server is about; of one that is not listed it is not known.</summary>
    public static MicrosoftSetting OfServer(ReadOnlySpan<byte> name) => Find(ServerByText, name) ?? OfUnlisted(name);

    /// <summary>A setting of the server that is listed; null for any other.</summary>
    public static MicrosoftSetting? FindServer(ReadOnlySpan<byte> name) => Find(ServerByText, name);

    /// <summary>What a setting of a zone is about; of one that is not listed, the zone.</summary>
    public static MicrosoftSetting OfZone(ReadOnlySpan<byte> name) => Find(ZoneByText, name) ?? UnlistedOfZone;

    /// <summary>The word for a type of zones ([MS-DNSP] section 2.2.5.1.1), be it a number or a word in any case.</summary>
    public static ReadOnlySpan<byte> ZoneType(ReadOnlySpan<byte> type) => type switch
    {
        [(byte)'0'] => "cache"u8,
        [(byte)'1'] => "primary"u8,
        [(byte)'2'] => "secondary"u8,
        [(byte)'3'] => "stub"u8,
        [(byte)'4'] => "forward"u8,
        _ when Ascii.EqualsIgnoreCase(type, "Primary"u8) => "primary"u8,
        _ when Ascii.EqualsIgnoreCase(type, "Secondary"u8) => "secondary"u8,
        _ when Ascii.EqualsIgnoreCase(type, "Stub"u8) => "stub"u8,
        _ when Ascii.EqualsIgnoreCase(type, "Forwarder"u8) => "forward"u8,
        _ => type,
    };

    /// <summary>What the server writes of its own doings is switched on and off by many settings.</summary>
    static MicrosoftSetting OfUnlisted(ReadOnlySpan<byte> name)
    {
        var isLogging = name.Length > "EnableLoggingFor".Length && Ascii.EqualsIgnoreCase(name[.."EnableLoggingFor".Length], "EnableLoggingFor"u8);
        return isLogging ? UnlistedLogging : Unlisted;
    }

    static MicrosoftSetting? Find(FrozenDictionary<string, MicrosoftSetting>.AlternateLookup<ReadOnlySpan<char>> known, ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[Longest];
        return name.Length <= Longest && Encoding.ASCII.TryGetChars(name, text, out var length) && known.TryGetValue(text[..length], out var setting) ? setting : null;
    }

    static FrozenDictionary<string, MicrosoftSetting> Named(params MicrosoftSetting[] settings) => settings.ToFrozenDictionary(setting => setting.Name, StringComparer.OrdinalIgnoreCase);
}
