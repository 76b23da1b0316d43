using System.Text;
using System.Text.Json;
using Nameward.Engine.Evidence.Formats;

namespace Nameward.Engine.Evidence.Tickets;

/// <summary>One ticket as its file has it: a cell for each header.</summary>
/// <param name="Place">Its line in a CSV file, its place from 1 on in a JSON file.</param>
/// <param name="Cells">As many as there are headers.</param>
sealed record TicketRow(int Place, string[] Cells);

/// <summary>A file of change requests as a table, whether it is CSV (RFC 4180) or JSON.</summary>
sealed class TicketTable
{
    /// <summary>A description may have so many lines, and bytes.</summary>
    const int MostLines = 20_000, MostQuoted = 4 << 20;

    const int MostNested = 32;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    TicketTable(List<string> headers, List<TicketRow> rows, bool isJson) => (Headers, Rows, IsJson) = (headers, rows, isJson);

    /// <summary>What the columns are called; a name may stand there more than once.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The tickets.</summary>
    public IReadOnlyList<TicketRow> Rows { get; }

    /// <summary>Whether places count tickets; else they count lines.</summary>
    public bool IsJson { get; }

    /// <summary>Cuts a file; null where it is neither CSV nor JSON.</summary>
    public static TicketTable? Read(byte[] file)
    {
        var text = Encoding.UTF8.GetBytes(ToText(file));
        var first = text.AsSpan().TrimStart(" \t\r\n"u8);
        return first.IsEmpty ? null : first[0] is (byte)'[' or (byte)'{' ? OfJson(text) : OfCsv(text);
    }

    /// <summary>The text: UTF-8, UTF-16 where it begins with its mark, as spreadsheets write it, else Latin-1, of which Windows-1252 differs in signs that name nothing.</summary>
    static string ToText(byte[] file)
    {
        switch (file)
        {
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode.GetString(file.AsSpan(2));
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode.GetString(file.AsSpan(2));
        }
        try
        {
            return Strict.GetString(file is [0xEF, 0xBB, 0xBF, ..] ? file.AsSpan(3) : file);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(file);
        }
    }

    static TicketTable? OfCsv(ReadOnlySpan<byte> text)
    {
        var (headers, rows, line) = (new List<string>(), new List<TicketRow>(), 1);
        var cells = new CsvCells();
        var separator = (byte)0;
        while (!text.IsEmpty)
        {
            var end = CsvCells.EndOfRecord(text, MostLines, MostQuoted);
            var record = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
            text = end < 0 ? [] : text[(end + 1)..];
            var at = line;
            line += record.Count((byte)'\n') + 1;
            if (separator == 0 && record.StartsWith("sep="u8) && record.Length == 5)
            {
                separator = record[4];
            }
            else if (!record.Trim(" \t,;"u8).IsEmpty)
            {
                separator = separator == 0 ? SeparatorOf(record) : separator;
                cells.Cut(record, separator);
                string[] row = [.. Enumerable.Range(0, cells.Count).Select(i => Encoding.UTF8.GetString(cells[i]))];
                if (headers.Count == 0)
                {
                    headers.AddRange(row);
                }
                else
                {
                    rows.Add(new(at, [.. row.Concat(Enumerable.Repeat("", headers.Count)).Take(headers.Count)]));
                }
            }
        }
        return headers.Count < 2 ? null : new(headers, rows, isJson: false);
    }

    static byte SeparatorOf(ReadOnlySpan<byte> header)
    {
        var (commas, semicolons, tabs) = (header.Count((byte)','), header.Count((byte)';'), header.Count((byte)'\t'));
        return tabs > commas && tabs > semicolons ? (byte)'\t' : semicolons > commas ? (byte)';' : (byte)',';
    }

    /// <summary>An array of tickets, alone or as <c>result</c>, <c>records</c> (ServiceNow) or <c>issues</c> (Jira), or one ticket a line.</summary>
    static TicketTable? OfJson(byte[] text)
    {
        var tickets = new List<Dictionary<string, string>>();
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = MostNested });
            while (reader.Read())
            {
                using var value = JsonDocument.ParseValue(ref reader);
                Collect(value.RootElement, tickets);
            }
        }
        catch (JsonException)
        {
            return null;
        }
        List<string> headers = [.. tickets.SelectMany(ticket => ticket.Keys).Distinct()];
        return new(headers, [.. tickets.Select((ticket, index) => new TicketRow(index + 1, [.. headers.Select(header => ticket.GetValueOrDefault(header, ""))]))], isJson: true);
    }

    static void Collect(JsonElement value, List<Dictionary<string, string>> tickets)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Collect(item, tickets);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in (ReadOnlySpan<string>)["result", "records", "issues", "tickets", "changes"])
            {
                if (value.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array)
                {
                    Collect(list, tickets);
                    return;
                }
            }
            var ticket = new Dictionary<string, string>(StringComparer.Ordinal);
            Flatten(value, ticket);
            tickets.Add(ticket);
        }
    }

    static void Flatten(JsonElement ticket, Dictionary<string, string> into)
    {
        foreach (var property in ticket.EnumerateObject())
        {
            if (property is { Name: "fields", Value.ValueKind: JsonValueKind.Object })
            {
                Flatten(property.Value, into);
            }
            else if (Plain(property.Value) is { Length: > 0 } text)
            {
                into.TryAdd(property.Name, text);
            }
        }
    }

    /// <summary>A value as a cell: of an object what it is called (<c>display_value</c> in ServiceNow, <c>name</c> or <c>value</c> in Jira), of an array all of them; of documents the texts within.</summary>
    static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Plain).Where(text => text.Length > 0)),
        JsonValueKind.Object => OfObject(value),
        _ => "",
    };

    static string OfObject(JsonElement value)
    {
        foreach (var name in (ReadOnlySpan<string>)["display_value", "displayName", "name", "value", "text", "content"])
        {
            if (value.TryGetProperty(name, out var part) && Plain(part) is { Length: > 0 } text)
            {
                return text;
            }
        }
        return "";
    }
}
