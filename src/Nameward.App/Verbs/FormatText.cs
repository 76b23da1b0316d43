using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Evidence;

namespace Nameward.App.Verbs;

/// <summary>What evidence the program reads: for a terminal, as JSON, and as the page of the documentation.</summary>
static class FormatText
{
    const int LabelWidth = 13;

    static readonly ImmutableArray<(Carries Flag, string Words)> Flags =
    [
        (Carries.Queries, "queries"), (Carries.Responses, "responses"), (Carries.Records, "records of answers"), (Carries.Times, "times"), (Carries.Clients, "clients"),
        (Carries.Servers, "servers"), (Carries.Ids, "message ids"), (Carries.Sizes, "sizes"), (Carries.HeaderBits, "header bits"), (Carries.Flows, "flows"), (Carries.Changes, "configuration"), (Carries.Leases, "whose an address is"), (Carries.Processes, "host, program or account"),
    ];

    /// <summary>What its records show, each as a short phrase.</summary>
    public static ImmutableArray<string> Carried(FormatInfo format) => [.. Flags.Where(flag => (format.Carries & flag.Flag) != 0).Select(flag => flag.Words)];

    /// <summary>A block of lines for each format, no line longer than <paramref name="width"/>.</summary>
    public static IEnumerable<string> Lines(IEnumerable<FormatInfo> formats, int width)
    {
        foreach (var format in formats)
        {
            yield return Say($"{format.Id}: {format.Title} (tier {format.Tier}{(format.Unproven is null ? "" : ", unproven")})");
            IEnumerable<string> lines =
            [
                .. Labelled("is", [format.Kind], width),
                .. Labelled("shows", Carried(format), width),
                .. Labelled("cannot show", format.Lacks.IsEmpty ? ["nothing that is not shown"] : format.Lacks, width),
                .. Labelled("unproven", format.Unproven is { } unproven ? [unproven] : [], width),
                .. Labelled("source", [format.Source], width),
            ];
            foreach (var line in lines)
            {
                yield return line;
            }
        }
    }

    /// <summary>A list of objects on one line, with a line end.</summary>
    public static byte[] Json(IEnumerable<FormatInfo> formats)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var format in formats)
            {
                Write(json, format);
            }
            json.WriteEndArray();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>The page <c>docs/formats.md</c>.</summary>
    public static string Markdown(IReadOnlyCollection<FormatInfo> formats)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# Formats of evidence\n\nThis page is written by the program's own list (`nameward formats`); a test holds it to that. {formats.Count} formats are read.\n\n")
            .Append("Tier 1: a security team cannot do without it; 2: common; 3: useful. \"Shows\" is what the samples in `samples/formats` show; *unproven* is what no real\n")
            .Append("sample was to be had of, so that it was written by the specification alone.\n\n| id | title | tier | shows | cannot show |\n|---|---|---|---|---|\n");
        foreach (var format in formats)
        {
            var unproven = format.Unproven is { } what ? $" *Unproven*: {what}." : "";
            page.Append(CultureInfo.InvariantCulture, $"| `{format.Id}` | {format.Title} | {format.Tier} | {string.Join(", ", Carried(format))} | {string.Join("; ", format.Lacks)}.{unproven} |\n");
        }
        page.Append("\n## Sources\n\n");
        foreach (var format in formats)
        {
            page.Append(CultureInfo.InvariantCulture, $"- `{format.Id}`: {format.Kind}. {format.Source}\n");
        }
        return page.ToString();
    }

    static void Write(Utf8JsonWriter json, FormatInfo format)
    {
        json.WriteStartObject();
        json.WriteString("id", format.Id);
        json.WriteString("title", format.Title);
        json.WriteNumber("tier", format.Tier);
        json.WriteString("kind", format.Kind);
        Texts(json, "shows", Carried(format));
        Texts(json, "cannotShow", format.Lacks);
        json.WriteString("unproven", format.Unproven);
        json.WriteString("source", format.Source);
        json.WriteEndObject();
    }

    static void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    static IEnumerable<string> Labelled(string label, ImmutableArray<string> items, int width)
    {
        var line = new StringBuilder("  " + label.PadRight(LabelWidth));
        foreach (var word in string.Join("; ", items).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length > width && line.Length > LabelWidth + 2)
            {
                yield return line.ToString().TrimEnd();
                line.Clear().Append(' ', LabelWidth + 2);
            }
            line.Append(word).Append(' ');
        }
        if (!items.IsEmpty)
        {
            yield return line.ToString().TrimEnd();
        }
    }

    static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
