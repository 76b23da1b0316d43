using System.Globalization;
using System.Numerics;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.App.Settings;

/// <summary>
/// A record of a database of places. GeoLite2 and DB-IP write <c>autonomous_system_number</c>, <c>autonomous_system_organization</c> and <c>country.iso_code</c>; IPinfo lite <c>asn</c> ("AS64500"),
/// <c>as_name</c>, <c>country_code</c>, and in older files the code as <c>country</c> (the publishers' pages as of 2026).
/// </summary>
static class PlaceRecord
{
    const int LongestOrganisation = 128, LongestCountry = 64;

    /// <summary>The place that a record tells; null where it tells none.</summary>
    public static Place? Read(IReadOnlyDictionary<string, object> record)
    {
        var asn = Number(record.GetValueOrDefault("autonomous_system_number") ?? record.GetValueOrDefault("asn"));
        var organisation = Text(record.GetValueOrDefault("autonomous_system_organization") ?? record.GetValueOrDefault("as_name"), LongestOrganisation);
        var country = Text(record.GetValueOrDefault("country_code") ?? Country(record.GetValueOrDefault("country")), LongestCountry);
        return asn is null && organisation.IsEmpty && country.IsEmpty ? null : new(asn, organisation, country);
    }

    static object? Country(object? country) => country is IReadOnlyDictionary<string, object> group ? group.GetValueOrDefault("iso_code") : country;

    /// <summary>The number of an autonomous system, as a number or as text; 0 is none (RFC 7607).</summary>
    static uint? Number(object? value)
    {
        var text = value switch
        {
            string words => words.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? words[2..] : words,
            int or long or ulong or BigInteger => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => "",
        };
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }

    static HostileText Text(object? value, int longest) => value is string { Length: > 0 } text ? HostileText.Text(text.Length <= longest ? text : text[..longest]) : default;
}
