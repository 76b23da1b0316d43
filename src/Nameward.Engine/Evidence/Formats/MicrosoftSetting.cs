using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A setting of Microsoft's DNS server, or of one of its zones.</summary>
/// <param name="Name">Its name as the documentation spells it; empty for one that is not listed.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Form">What its values mean.</param>
sealed record MicrosoftSetting(string Name, ConfigurationKind Kind, MicrosoftSettingForm Form = MicrosoftSettingForm.Text)
{
    readonly byte[] _name = Encoding.ASCII.GetBytes(Name);

    /// <summary>Makes the statement about it.</summary>
    /// <param name="row">Takes it.</param>
    /// <param name="act">What was done.</param>
    /// <param name="of">What it was done to.</param>
    /// <param name="written">Its name as the evidence writes it, which counts where it is not listed.</param>
    /// <param name="old">The value before; empty where it is not told.</param>
    /// <param name="value">The value after.</param>
    public void Add(StatementRow row, ConfigurationAct act, Slice of, ReadOnlySpan<byte> written, ReadOnlySpan<byte> old, ReadOnlySpan<byte> value)
    {
        var property = row.Keep(_name.Length > 0 ? _name : written);
        row.Add(Kind, act, of, property, Value(row, old), Value(row, value));
    }

    Slice Value(StatementRow row, ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.IsEmpty)
        {
            return default;
        }
        return Form switch
        {
            MicrosoftSettingForm.List => row.KeepList(text),
            MicrosoftSettingForm.NoneWhereZero when IsZero(text) => row.Keep("none"u8),
            MicrosoftSettingForm.NoneWhereSet => row.Keep(IsZero(text) ? "any"u8 : "none"u8),
            MicrosoftSettingForm.YesOrNo => row.Keep(IsZero(text) ? "no"u8 : "yes"u8),
            MicrosoftSettingForm.ZoneType => row.Keep(MicrosoftSettings.ZoneType(text)),
            // [MS-DNSP] sections 2.2.6.1.1 (DNS_ZONE_UPDATE) and 2.2.5.1.2 (fSecureSecondaries).
            MicrosoftSettingForm.Updates => row.Keep(text switch { [(byte)'0'] => "none"u8, [(byte)'1'] => "any"u8, [(byte)'2'] => "secure"u8, _ => text }),
            MicrosoftSettingForm.Secondaries => row.Keep(text switch
            {
                [(byte)'0'] => "any"u8,
                [(byte)'1'] => "name servers of the zone"u8,
                [(byte)'2'] => "listed secondaries"u8,
                [(byte)'3'] => "none"u8,
                _ => text,
            }),
            _ => row.Keep(text),
        };
    }

    static bool IsZero(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept((byte)'0') || Ascii.EqualsIgnoreCase(text, "False"u8);
}

/// <summary>What the values of a setting mean.</summary>
enum MicrosoftSettingForm : byte
{
    /// <summary>What stands there.</summary>
    Text,
    /// <summary>A list, mostly of addresses.</summary>
    List,
    /// <summary>0 says that there is none.</summary>
    NoneWhereZero,
    /// <summary>0 says that anybody may, anything else that nobody may.</summary>
    NoneWhereSet,
    /// <summary>0 is no, anything else yes.</summary>
    YesOrNo,
    /// <summary>A type of zones.</summary>
    ZoneType,
    /// <summary>Who may update: 0 nobody, 1 anybody, 2 members of the directory.</summary>
    Updates,
    /// <summary>Who may transfer: 0 anybody, 1 the name servers of the zone, 2 those of a list, 3 nobody.</summary>
    Secondaries,
}
