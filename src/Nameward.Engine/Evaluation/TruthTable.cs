using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evaluation;

/// <summary>
/// Reads a table of labelled evidence: tab-separated, a header, one line for each session in each file that shows it. What it does not understand is
/// the user's mistake, with its line.
/// </summary>
public sealed class TruthTable
{
    const int MostMistakes = 10;
    const string Anybody = "*";

    static readonly ImmutableArray<string> Columns = ["path", "client", "subject", "label", "tool", "start", "end", "payload_bytes", "notes"];
    static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    readonly string _name;
    readonly List<Mistake> _mistakes = [];
    FrozenDictionary<string, int> _columns = FrozenDictionary<string, int>.Empty;

    TruthTable(string name) => _name = name;

    /// <summary>The lines of a table.</summary>
    /// <param name="name">The path of the table, as the user named it: it stands before each mistake.</param>
    /// <param name="text">The table.</param>
    /// <exception cref="UserError">The mistakes in it, with their lines.</exception>
    public static ImmutableArray<TruthLine> Read(string name, TextReader text)
    {
        var table = new TruthTable(name);
        var lines = table.Read(text);
        return table._mistakes.Count == 0 ? lines : throw Shortened(table._mistakes);
    }

    /// <summary>The error of so many mistakes of one kind that the first ones and their number say all.</summary>
    public static UserError Shortened(IReadOnlyCollection<Mistake> mistakes) => new(mistakes.Count <= MostMistakes ? [.. mistakes]
        : [.. mistakes.Take(MostMistakes), new(string.Create(CultureInfo.InvariantCulture, $"and {mistakes.Count - MostMistakes} more like these"), null, null)]);

    ImmutableArray<TruthLine> Read(TextReader text)
    {
        if (!ReadHeader(text.ReadLine()))
        {
            return [];
        }
        var lines = ImmutableArray.CreateBuilder<TruthLine>();
        for (var number = 2; text.ReadLine() is { } line; number++)
        {
            if (line.Length > 0 && ReadLine(number, line.Split('\t')) is { } read)
            {
                lines.Add(read);
            }
        }
        return lines.ToImmutable();
    }

    bool ReadHeader(string? header)
    {
        var names = (header ?? "").Split('\t');
        var missing = Columns.Where(column => !names.Contains(column)).ToList();
        if (missing.Count > 0)
        {
            _mistakes.Add(new($"{_name}, line 1: no column {string.Join(", ", missing)}", null, $"a header with {string.Join(", ", Columns)}, divided by tabs"));
            return false;
        }
        _columns = Columns.ToFrozenDictionary(column => column, column => Array.IndexOf(names, column));
        return true;
    }

    TruthLine? ReadLine(int number, string[] fields)
    {
        var before = _mistakes.Count;
        if (fields.Length <= _columns.Values.Max())
        {
            Wrong(number, $"{fields.Length} fields", "one field for each column of the header, divided by tabs");
            return null;
        }
        string Field(string column) => fields[_columns[column]];
        var line = new TruthLine
        {
            Number = number,
            Path = ReadPath(number, Field("path")),
            Clients = ReadClients(number, Field("client")),
            Subject = ReadSubject(number, Field("subject")),
            Labels = ReadLabels(number, Field("label")),
            Tool = TruthLabels.Tool(Field("tool")),
            Start = ReadTime(number, "start", Field("start")),
            End = ReadTime(number, "end", Field("end")),
            PayloadBytes = ReadBytes(number, Field("payload_bytes")),
            IsPartial = TruthLabels.IsPartial(Field("notes")),
        };
        return _mistakes.Count == before ? line : null;
    }

    string ReadPath(int number, string text)
    {
        // "-" would be standard input.
        if (text is "" or "-" || text.Contains('\0', StringComparison.Ordinal))
        {
            Wrong(number, "path: no file is named", "the path of a file or folder, relative to the table");
        }
        return text;
    }

    ImmutableArray<Address> ReadClients(int number, string text)
    {
        var clients = ImmutableArray.CreateBuilder<Address>();
        foreach (var client in text == Anybody ? [] : text.Split(','))
        {
            if (Address.TryParse(Encoding.ASCII.GetBytes(client), out var address))
            {
                clients.Add(address);
                continue;
            }
            Wrong(number, $"client: {client} is not an address", $"addresses divided by commas, or {Anybody}");
        }
        clients.Sort();
        return clients.ToImmutable();
    }

    TruthSubject ReadSubject(int number, string text)
    {
        if (TruthSubject.Read(text) is { } subject)
        {
            return subject;
        }
        Wrong(number, $"subject: {text} is neither a name nor an address", $"a name, an address, or {Anybody}");
        return TruthSubject.Read(Anybody)!;
    }

    ImmutableArray<string> ReadLabels(int number, string text)
    {
        var labels = text.Split('+').Order(StringComparer.Ordinal).ToImmutableArray();
        if (labels.FirstOrDefault(label => !TruthLabels.All.Contains(label)) is { } unknown)
        {
            Wrong(number, $"label: there is no label {unknown}", $"{string.Join(", ", TruthLabels.All)}; + between two that both hold");
        }
        return labels;
    }

    DateTime? ReadTime(int number, string column, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }
        if (DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.UtcDateTime;
        }
        Wrong(number, $"{column}: {text} is not a time", "RFC 3339, as in 2026-03-18T09:00:00Z; empty where it is not known");
        return null;
    }

    long? ReadBytes(int number, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
        {
            return bytes;
        }
        Wrong(number, $"payload_bytes: {text} is not a number of bytes", "a whole number; empty where it is not known");
        return null;
    }

    void Wrong(int number, string what, string instead) => _mistakes.Add(new(string.Create(CultureInfo.InvariantCulture, $"{_name}, line {number}: {what}"), null, instead));
}
