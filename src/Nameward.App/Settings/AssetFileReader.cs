using Nameward.Engine.Evidence;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;

namespace Nameward.App.Settings;

/// <summary>Understands the rows of an inventory; whatever is wrong is added to the mistakes, with its place. Columns stand in any order, and those that are not known are passed over.</summary>
sealed class AssetFileReader(string file, MistakeList mistakes)
{
    const int LongestText = 256;

    const string Header = "address,host,owner,role,criticality";

    static readonly string[] Columns = Header.Split(',');

    readonly Dictionary<Network, (Asset Asset, FilePlace At)> _known = [];

    /// <summary>The entries, one for each address of a row; worth something only where no mistake was added.</summary>
    public List<Asset> Read(string text)
    {
        var assets = new List<Asset>();
        int[]? columns = null;
        foreach (var row in new CsvText(file, text, mistakes).Rows())
        {
            if (columns is null)
            {
                columns = ReadHeader(row);
                if (columns is null)
                {
                    return assets;
                }
            }
            else
            {
                assets.AddRange(ReadRow(row, columns));
            }
        }
        if (columns is null)
        {
            mistakes.Add(new(file, 1, 1), "the file has no header", $"begin it with {Header}");
        }
        return assets;
    }

    /// <summary>Where each column stands, -1 for those that are not there; null where none tells which hosts are meant.</summary>
    int[]? ReadHeader(CsvRow row)
    {
        var names = row.Cells.Select(cell => cell.Value.ToLowerInvariant()).ToList();
        foreach (var (name, index) in names.Select((name, index) => (name, index)).Where(column => Columns.Contains(column.name) && names.IndexOf(column.name) < column.index))
        {
            mistakes.Add(row.Cells[index].At, $"the column {name} stands there twice", "take one of them out");
        }
        int[] places = [.. Columns.Select(name => names.IndexOf(name))];
        if (places[0] >= 0 || places[1] >= 0)
        {
            return places;
        }
        var near = names.SelectMany(name => NearNames.To(MistakeList.Shown(name), Columns[..2]).Select(meant => (name, meant))).FirstOrDefault();
        mistakes.Add(row.At, "no column is called address or host", near.name is null ? $"begin the file with {Header}" : $"write {near.meant} for {MistakeList.Shown(near.name)}");
        return null;
    }

    List<Asset> ReadRow(CsvRow row, int[] columns)
    {
        string? Cell(int column) => columns[column] >= 0 && columns[column] < row.Cells.Length && row.Cells[columns[column]].Value is { Length: > 0 } value ? value : null;

        foreach (var cell in row.Cells.Where(cell => cell.Value.Length > LongestText))
        {
            mistakes.Add(cell.At, $"{MistakeList.Shown(cell.Value)} is longer than {LongestText} characters", "close a quote that is open, or write less");
        }
        var asset = new Asset { Host = Cell(1), Owner = Cell(2), Role = Cell(3), Criticality = Cell(4) };
        if (Cell(0) is not { } addresses)
        {
            if (asset.Host is null)
            {
                mistakes.Add(row.At, "the row names neither an address nor a host", "write one of them, or take the row out");
            }
            return [asset];
        }
        return [.. addresses.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => ReadAddress(text, row.Cells[columns[0]].At, asset)).OfType<Asset>()];
    }

    Asset? ReadAddress(string text, FilePlace at, Asset asset)
    {
        var understood = SiteText.Network(text);
        if (understood.Wrong is { } wrong)
        {
            mistakes.Add(at, $"{MistakeList.Shown(text)} {wrong}", understood.Do);
            return null;
        }
        asset = asset with { Network = understood.Value };
        if (_known.TryGetValue(understood.Value, out var other) && other.Asset != asset)
        {
            mistakes.Add(at, $"{understood.Value} stands in line {other.At.Line} with other words", "leave one of the two");
        }
        _known.TryAdd(understood.Value, (asset, at));
        return asset;
    }
}
