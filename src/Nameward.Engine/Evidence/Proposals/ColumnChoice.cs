using Nameward.Engine.Evidence.Mappings;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>Gives each field the column for which most speaks, each column once.</summary>
sealed class ColumnChoice
{
    readonly SampledFile _file;
    readonly List<Candidate> _candidates;
    readonly EndsFinder _ends;

    /// <summary>Weighs every column as every field.</summary>
    public ColumnChoice(SampledFile file)
    {
        _file = file;
        Words = [.. file.Columns.Select(column => FieldWords.Of(column.Name))];
        Values = [.. file.Columns.Select(column => new ValueEvidence(column))];
        _ends = new(Words, Values);
        _candidates =
        [
            .. from key in MapKey.All
               where key.IsProposed
               from column in Enumerable.Range(0, Words.Length)
               let candidate = new Candidate(key, column, NameEvidence.Of(key, Words[column]), Values[column].Of(key), _ends.Of(key.Word, column))
               where (Words[column] & FieldWord.Foreign) == 0 && candidate.Value >= 0 && candidate.Total > 0
               select candidate,
        ];
    }

    /// <summary>What the name of each column means.</summary>
    public FieldWord[] Words { get; }

    /// <summary>What the values of each column say.</summary>
    public ValueEvidence[] Values { get; }

    /// <summary>What the records are; null where nothing of them can be told.</summary>
    public MappedRows? Rows
    {
        get
        {
            var name = Best("name");
            var isAsked = Best("type") is not null || Best("rcode") is not null;
            var isDns = name is not null && (name.Name >= 2 || (name.Value == 2 && isAsked));
            return isDns ? MappedRows.Dns : Best("client") is not null && Best("server") is not null ? MappedRows.Flow : name is { Value: 2 } ? MappedRows.Dns : null;
        }
    }

    Candidate? Best(string word) => _candidates.Where(candidate => candidate.Key.Word == word && candidate.Suffices(_file.Records == 0)).MaxBy(candidate => candidate.Total);

    /// <summary>The column of each field of such rows, in the order of the fields.</summary>
    public List<Candidate> For(MappedRows rows)
    {
        var chosen = new List<Candidate>();
        // Two addresses beside a name may be those of a client inside and outside its network.
        var hasServer = rows == MappedRows.Flow || !_ends.IsGuessed;
        foreach (var candidate in _candidates.Where(candidate => candidate.Key.IsOf(rows) && (hasServer || candidate.Place == 0 || candidate.Key.Word != "server")).OrderByDescending(candidate => candidate.Total).ThenByDescending(candidate => candidate.Name).ThenBy(candidate => candidate.Column))
        {
            if (candidate.Suffices(_file.Records == 0) && chosen.TrueForAll(other => other.Key != candidate.Key && other.Column != candidate.Column))
            {
                chosen.Add(candidate);
            }
        }
        if (rows == MappedRows.Flow)
        {
            AddSingleCount(chosen, "up_bytes", "down_bytes");
            AddSingleCount(chosen, "up_packets", "down_packets");
        }
        return [.. chosen.OrderBy(candidate => MapKey.All.IndexOf(candidate.Key))];
    }

    /// <summary>A record of one direction has one count, whose name tells no direction.</summary>
    void AddSingleCount(List<Candidate> chosen, string up, string down)
    {
        if (chosen.Exists(other => other.Key.Word == up))
        {
            return;
        }
        // NetFlow's IN_BYTES came into the exporter: it is the one count of a record.
        if (chosen.FindIndex(other => other.Key.Word == down && (Words[other.Column] & FieldWord.Server) == 0) is >= 0 and var only)
        {
            chosen[only] = chosen[only] with { Key = MapKey.Find(up)!, Name = 1 };
        }
        if (chosen.Exists(other => other.Key.Word == up || other.Key.Word == down))
        {
            return;
        }
        var single = _candidates.FirstOrDefault(candidate => candidate.Key.Word == up && candidate is { Name: 1, Value: 1 } && chosen.TrueForAll(other => other.Column != candidate.Column));
        if (single is not null)
        {
            chosen.Add(single);
        }
    }

    /// <summary>The column that would be next for a field.</summary>
    public Candidate? RunnerUp(Candidate chosen) => _candidates
        .Where(candidate => candidate.Key == chosen.Key && candidate.Column != chosen.Column && candidate.Suffices(_file.Records == 0))
        .OrderByDescending(candidate => candidate.Total).ThenBy(candidate => candidate.Column).FirstOrDefault();

    /// <summary>The field that a column would be, were it not another's.</summary>
    public Candidate? Wanted(int column) => _candidates.Where(candidate => candidate.Column == column && candidate.Suffices(_file.Records == 0)).MaxBy(candidate => candidate.Total);
}
