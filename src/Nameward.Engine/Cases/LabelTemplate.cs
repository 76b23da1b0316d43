using System.Globalization;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Cases;

/// <summary>
/// The form of the names below a zone, label by label: of which symbols and how long at most, as in <c>base32{60}.base32{22}</c>. Names are looked at in lower case, for many logs hold them so. It is made
/// of words of the program: nothing that an adversary wrote stands in it but lengths.
/// </summary>
static class LabelTemplate
{
    /// <summary>Names below which a form is an accident.</summary>
    const int FewestNames = 16;

    const int MostNames = 4096, MostLabels = 8;

    /// <summary>The form of most of the names; null where there are too few, or no form is that of most.</summary>
    public static string? Of(Transcript transcript)
    {
        var names = new Dictionary<string, int>();
        foreach (ref readonly var message in transcript.Messages)
        {
            if (names.Count < MostNames && !message.IsNameHidden && LabelsOf(transcript, message, out var key) is > 0 and <= MostLabels and var labels)
            {
                names[key] = labels;
            }
        }
        var forms = names.GroupBy(name => name.Value).OrderByDescending(form => form.Count()).ThenBy(form => form.Key).ToList();
        return forms.Count > 0 && forms[0].Count() >= FewestNames && 2 * forms[0].Count() > names.Count ? Form([.. forms[0].Select(name => name.Key)], forms[0].Key) : null;
    }

    /// <summary>How many labels stand before the zone, and these as Latin-1; the last label's end is the zone's begin.</summary>
    static int LabelsOf(Transcript transcript, in DnsMessage message, out string key)
    {
        var name = transcript.Bytes(message.Name);
        var end = -1;
        foreach (var zone in transcript.Suspect.Zones)
        {
            end = Profiles.ProfileSubject.IsBelow(name, zone) && name.Length > zone.Length ? Math.Max(end, name.Length - zone.Length) : end;
        }
        key = end > 0 ? System.Text.Encoding.Latin1.GetString(name[..end]) : "";
        var labels = 0;
        for (var at = 0; at < end; at += name[at] + 1)
        {
            labels++;
        }
        return labels;
    }

    static string Form(List<string> names, int labels)
    {
        var symbols = Enumerable.Range(0, labels).Select(_ => new HashSet<char>()).ToArray();
        var longest = new int[labels];
        foreach (var name in names)
        {
            for (int at = 0, label = 0; label < labels; at += name[at] + 1, label++)
            {
                symbols[label].UnionWith(name.AsSpan(at + 1, name[at]).ToArray());
                longest[label] = Math.Max(longest[label], name[at]);
            }
        }
        return string.Join('.', symbols.Select((used, label) => string.Create(CultureInfo.InvariantCulture, $"{Alphabet(used)}{{{longest[label]}}}")));
    }

    static string Alphabet(HashSet<char> used) => used.All(char.IsAsciiDigit) ? "digits"
        : used.All(symbol => char.IsAsciiDigit(symbol) || symbol is >= 'a' and <= 'f') ? "hex"
        : used.All(symbol => symbol is (>= 'a' and <= 'z') or (>= '2' and <= '7')) ? (used.Any(char.IsAsciiDigit) ? "base32" : "letters")
        : used.All(symbol => char.IsAsciiDigit(symbol) || symbol is >= 'a' and <= 'z') ? "alphanumeric"
        : used.All(symbol => char.IsAsciiDigit(symbol) || symbol is (>= 'a' and <= 'z') or '-' or '_') ? "host"
        : "bytes";
}
