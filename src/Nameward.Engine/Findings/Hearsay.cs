namespace Nameward.Engine.Findings;

/// <summary>Which outcomes clients were told of: by nobody, one client, or several.</summary>
struct Hearsay
{
    const int Several = -1;

    // Clients by their numbers and one; 0 is nobody yet.
    int _missing, _nothing, _records;

    /// <summary>Whether two clients were told of different outcomes.</summary>
    public readonly bool IsApart => AreApart(_missing, _nothing) || AreApart(_missing, _records) || AreApart(_nothing, _records);

    /// <summary>Takes in what a client was told.</summary>
    public void Add(int client, Outcomes told)
    {
        _missing = (told & Outcomes.Missing) != 0 ? With(_missing, client) : _missing;
        _nothing = (told & Outcomes.Nothing) != 0 ? With(_nothing, client) : _nothing;
        _records = (told & Outcomes.Records) != 0 ? With(_records, client) : _records;
    }

    static int With(int known, int client) => known == 0 || known == client + 1 ? client + 1 : Several;

    static bool AreApart(int one, int other) => one != 0 && other != 0 && (one != other || one == Several);
}
