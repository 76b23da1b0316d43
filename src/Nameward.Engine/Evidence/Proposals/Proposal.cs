using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>A mapping for one file, as it is told to a person and as the file is read with it.</summary>
sealed class Proposal
{
    const int MostExamples = 3;

    readonly SampledFile _file;
    readonly ColumnChoice _choice;
    readonly List<Candidate> _chosen;
    readonly FieldBuilder _fields;

    public Proposal(SampledFile file, ColumnChoice choice, MappedRows rows)
    {
        (_file, _choice) = (file, choice);
        _chosen = choice.For(rows);
        _fields = new(file, choice, _chosen);
        Mapping = file.Map(rows) with { Fields = [.. _chosen.Select(_fields.Build)] };
        Mapping = Mapping with { IsOneWay = IsOneWay(), Empty = [.. Mapping.Empty.Concat(EmptyWords()).Distinct()] };
    }

    /// <summary>The mapping.</summary>
    public Mapping Mapping { get; }

    /// <summary>The proposal.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The format that it has; null where none knows it.</param>
    /// <param name="head">Its first records.</param>
    /// <param name="zone">Zone of times that name none.</param>
    public ProposedMapping Build(HostileText path, string? format, ReadOnlySpan<byte> head, TimeZoneInfo zone) => new()
    {
        Path = path,
        Format = format,
        Rows = MapText.Word(Mapping.Rows),
        Settings = [Form(), .. Others()],
        Fields = [.. _chosen.Zip(Mapping.Fields, Told)],
        Missing = [.. Missing()],
        Unused = [.. Unused()],
        Reading = PreviewRows.Of(Mapping, head, zone),
    };

    bool IsOneWay()
    {
        bool Has(string word) => _chosen.Exists(candidate => candidate.Key.Word == word);

        // Counts of both directions, a verdict, or names of who began make a record one of a conversation.
        var isTwoWay = Has("down_bytes") || Has("down_packets") || Has("action") || _chosen.Exists(candidate => candidate.Key.Word == "client" && FieldWords.Words(_file.Columns[candidate.Column].Name).Any(IsBeginner));
        return Mapping.Rows == MappedRows.Flow && !isTwoWay;
    }

    static bool IsBeginner(string word) => word is "client" or "clt" or "orig" or "originator" or "initiator" or "requester" or "requestor" or "c";

    IEnumerable<string> EmptyWords() => _chosen.SelectMany(candidate => _file.Columns[candidate.Column].Empty).Order(StringComparer.Ordinal);

    ProposedSetting Form()
    {
        if (_file.Form != MappedForm.Csv)
        {
            return _file.Form == MappedForm.Json ? new("json", "lines", []) : new("pairs", MapText.Pairs.First(pairs => pairs.Value == _file.Form).Key, []);
        }
        var header = _file.HeaderMark.Length > 0 ? _file.HeaderMark : _file.HasHeader ? "true" : "false";
        var options = ImmutableArray.Create(Option("separator", MapText.Word(_file.Separator)), Option("header", header));
        return new("csv", null, _file.Comment.Length > 0 ? options.Add(Option("comment", _file.Comment)) : options);
    }

    IEnumerable<ProposedSetting> Others()
    {
        if (Mapping.Rows == MappedRows.Flow)
        {
            yield return new("ways", Mapping.IsOneWay ? "one" : "two", []);
        }
        if (Mapping.Empty.Length > 1)
        {
            yield return new("empty", null, [new("", [.. Mapping.Empty.Select(word => HostileText.Text(word))])]);
        }
    }

    static ProposedOption Option(string key, params IEnumerable<string> values) => new(key, [.. values.Select(value => HostileText.Text(value))]);

    ProposedField Told(Candidate candidate, MappedField mapped)
    {
        var column = _file.Columns[candidate.Column];
        return new()
        {
            Key = candidate.Key.Word,
            Column = HostileText.Text(column.Name),
            Number = column.Place.Number,
            Options = [.. Options(mapped)],
            Sure = candidate.Key.Word == "time" && _choice.Values[candidate.Column].Times is { IsOpen: true } ? Sureness.Low : candidate.Sure,
            Because = candidate.Because,
            Beware = Beware(candidate),
            RunnerUp = _choice.RunnerUp(candidate) is { } next && _chosen.TrueForAll(other => other.Column != next.Column) ? Shown(next.Column) : null,
            Examples = [.. column.Values.Select(Encoding.Latin1.GetString).Distinct().Take(MostExamples).Select(value => HostileText.Text(Encoding.Latin1.GetBytes(value)))],
        };
    }

    string? Beware(Candidate candidate) => candidate.Key.Word switch
    {
        "time" when _choice.Values[candidate.Column].Times is { IsOpen: true } => "day and month may be the other way round",
        "time" when _choice.Values[candidate.Column].Times is { HasZone: false } => "times name no zone: --timezone holds, or add zone: Europe/Berlin",
        "up_bytes" or "down_bytes" when (_choice.Words[candidate.Column] & (FieldWord.Client | FieldWord.Server)) == 0 && candidate.Name == 3 => "in and out are taken as the client sees them",
        _ when _file.Columns[candidate.Column].Values.Count == 0 && _file.Records > 0 => "no record that was looked at has a value",
        _ => null,
    };

    static IEnumerable<ProposedOption> Options(MappedField mapped)
    {
        if (mapped.And is { } and)
        {
            yield return Option("and", and.Number > 0 ? and.Number.ToString(CultureInfo.InvariantCulture) : and.Name);
        }
        if (mapped.Layout is { } layout)
        {
            yield return Option("layout", layout.Text);
        }
        if (mapped.Undo is not [])
        {
            yield return Option("undo", mapped.Undo.Select(undo => MapText.Undoings.First(known => known.Value == undo).Key));
        }
        if (mapped.Split is { } split)
        {
            yield return Option("split", split);
        }
        if (mapped.Unit != DurationUnit.Seconds)
        {
            yield return Option("unit", MapText.Units.First(known => known.Value == mapped.Unit).Key);
        }
        foreach (var (key, words) in new[] { ("query", mapped.Query), ("response", mapped.Response), ("both", mapped.Both) }.Where(side => side.Item2.Length > 0))
        {
            yield return Option(key, words);
        }
    }

    IEnumerable<MissingField> Missing()
    {
        (string Key, string Instead, string Why)[] all =
        [
            ("time", "time: COLUMN", "without times nothing can be told of when and how often"), ("client", "client: COLUMN", "without clients nobody can be named"),
            ("server", "server: { always: 10.0.0.53 }", "no column names the server; write the address of the one that wrote the file, if it is one"),
        ];
        return all.Where(field => Mapping[field.Key] is null).Select(field => new MissingField(field.Key, field.Instead, field.Why));
    }

    HostileText Shown(int column) => HostileText.Text(_file.Columns[column].Name is { Length: > 0 } name ? name : _file.Columns[column].Place.ToString());

    IEnumerable<UnusedColumn> Unused() =>
        from column in Enumerable.Range(0, _file.Columns.Count)
        where _chosen.TrueForAll(candidate => candidate.Column != column) && !_fields.Second.Contains(column)
        let values = _file.Columns[column].Values
        select new UnusedColumn(Shown(column), Why(column), values.Count == 0 ? null : HostileText.Text(values[0]));

    string Why(int column)
    {
        if (_file.Columns[column].Values.Count == 0)
        {
            return "no value in the records that were looked at";
        }
        var wanted = _choice.Wanted(column);
        var better = wanted is null ? null : _chosen.Find(candidate => candidate.Key == wanted.Key);
        return better is not null ? $"another column is taken for {wanted!.Key}" : wanted is not null ? wanted.Key.IsOf(Mapping.Rows) ? $"it may be {wanted.Key}, but too little says so" : $"it may be {wanted.Key}, which such rows do not have" : "nothing says that it is a field of ours";
    }
}
