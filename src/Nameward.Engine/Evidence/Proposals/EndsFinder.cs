namespace Nameward.Engine.Evidence.Proposals;

/// <summary>Tells clients from servers among columns of addresses whose names do not: by the ports that belong to them, by how many there are, and by which stands first.</summary>
sealed class EndsFinder
{
    const FieldWord Roles = FieldWord.Client | FieldWord.Server;

    /// <summary>As many clients for each server leave no doubt that these are few and those many.</summary>
    const int ManyForOne = 3;

    readonly Dictionary<(string Key, int Column), int> _places = [];
    readonly FieldWord[] _words;

    /// <summary>Looks at all columns of a file.</summary>
    /// <param name="words">What the name of each means.</param>
    /// <param name="values">What the values of each say.</param>
    public EndsFinder(FieldWord[] words, ValueEvidence[] values)
    {
        _words = words;
        var client = Mappings.MapKey.Find("client")!;
        var port = Mappings.MapKey.Find("client_port")!;
        int[] addresses = [.. Enumerable.Range(0, words.Length).Where(column => values[column].Of(client) == 2 && MayBeEnd(column))];
        int[] ports = [.. Enumerable.Range(0, words.Length).Where(column => values[column].Of(port) == 1 && (words[column] == FieldWord.None || (words[column] & FieldWord.Port) != 0))];
        if (addresses is [var only])
        {
            Place("client", only, 1);
        }
        else if (addresses.Length >= 2 && addresses.Take(2).All(column => (words[column] & Roles) == 0))
        {
            Tell(addresses[0], addresses[1], values, ports);
        }
        foreach (var (address, role) in addresses.SelectMany(address => new[] { (address, "client"), (address, "server") }))
        {
            TellPort(address, role, ports);
        }
    }

    /// <summary>Whether nothing but their order tells one end from the other.</summary>
    public bool IsGuessed { get; private set; }

    /// <summary>What speaks for a column beside its name and values.</summary>
    public int Of(string key, int column) => _places.GetValueOrDefault((key, column));

    bool MayBeEnd(int column) => (_words[column] & (FieldWord.Foreign | FieldWord.Translated | FieldWord.Answers | FieldWord.Response)) == 0 || (_words[column] & FieldWord.Server) != 0;

    void Place(string key, int column, int strength) => _places[(key, column)] = strength;

    void Tell(int first, int second, ValueEvidence[] values, int[] ports)
    {
        var (portOfFirst, portOfSecond) = (PortOf(first, ports), PortOf(second, ports));
        double ofFirst = ServerShare(portOfFirst, values), ofSecond = ServerShare(portOfSecond, values);
        var byPorts = Math.Max(ofFirst, ofSecond) > 0.5 && Math.Min(ofFirst, ofSecond) < 0.2;
        var byCounts = Math.Max(values[first].Distinct, values[second].Distinct) >= ManyForOne * Math.Min(values[first].Distinct, values[second].Distinct);
        var isFirstServer = byPorts ? ofFirst > ofSecond : byCounts && values[first].Distinct < values[second].Distinct;
        Place(isFirstServer ? "server" : "client", first, byPorts ? 2 : 1);
        Place(isFirstServer ? "client" : "server", second, byPorts ? 2 : 1);
        IsGuessed = !byPorts && !byCounts;
    }

    static double ServerShare(int? port, ValueEvidence[] values) => port is { } column ? Math.Max(values[column].DnsPorts, values[column].ServersPorts) : 0;

    /// <summary>The port that belongs to an address without a role: the next column, or the one that stands among ports where this stands among addresses.</summary>
    static int? PortOf(int address, int[] ports) => ports.Contains(address + 1) ? address + 1 : ports.Where(port => port > address).Select(port => (int?)port).FirstOrDefault();

    void TellPort(int address, string role, int[] ports)
    {
        if (Of(role, address) > 0 && PortOf(address, ports) is { } port && (_words[port] & Roles) == 0)
        {
            Place(role + "_port", port, Of(role, address));
        }
    }
}
