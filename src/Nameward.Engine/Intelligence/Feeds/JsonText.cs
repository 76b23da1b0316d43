using System.Globalization;
using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>Reads members of JSON that may be of any kind, or absent.</summary>
static class JsonText
{
    /// <summary>Longest text that is kept of a member that is no value.</summary>
    const int MostWords = 200;

    /// <summary>The member's text: a string, or a number or truth as it is written; empty where it is absent, null or something else.</summary>
    public static string Text(this JsonElement element, string key) => element.Member(key) is { } member ? member.Text() : "";

    /// <summary>The first of several members that has a text.</summary>
    public static string FirstText(this JsonElement element, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (element.Text(key) is { Length: > 0 } text)
            {
                return text;
            }
        }
        return "";
    }

    /// <summary>The value's text.</summary>
    public static string Text(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() ?? "",
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "",
    };

    /// <summary>A member's text as words to be shown, cut where it is long.</summary>
    public static string Words(this JsonElement element, string key) => Cut(element.Text(key));

    /// <summary>A text cut to what is kept.</summary>
    public static string Cut(string text) => text.Length > MostWords ? text[..(char.IsHighSurrogate(text[MostWords - 1]) ? MostWords - 1 : MostWords)] : text;

    /// <summary>The member; null where there is none or the element is no object.</summary>
    public static JsonElement? Member(this JsonElement element, string key) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var member) ? member : null;

    /// <summary>The members of a list; none where it is no list.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element, string key) => element.Member(key) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    /// <summary>The texts of a list of texts, or the one text.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string key)
    {
        foreach (var item in element.Items(key))
        {
            yield return item.Text();
        }
        if (element.Text(key) is { Length: > 0 } one)
        {
            yield return one;
        }
    }

    /// <summary>The time of a member, UTC; null where it is none.</summary>
    public static DateTime? Time(this JsonElement element, string key) => FeedTime.Of(element.Text(key));

    /// <summary>Whether a member says yes: true, 1, "1", "true", "yes".</summary>
    public static bool Says(this JsonElement element, string key) => IsYes(element.Text(key));

    /// <summary>Whether a text says yes.</summary>
    public static bool IsYes(string text) => text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase);

    /// <summary>A confidence of 0 to 100, as a number or one of the words of STIX 2.1, appendix A (low 15, medium 50, high 85); null where it is none.</summary>
    public static int? Confidence(string text)
    {
        text = text.Trim();
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number is >= 0 and <= 100 ? (int)Math.Round(number) : null;
        }
        return text.ToUpperInvariant() switch { "LOW" => 15, "MED" or "MEDIUM" or "MODERATE" => 50, "HIGH" => 85, _ => null };
    }
}
