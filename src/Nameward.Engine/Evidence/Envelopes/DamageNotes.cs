namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>Sentences about damaged places of one layer: the first few in words, the others counted.</summary>
sealed class DamageNotes
{
    const int MostTold = 3;

    readonly List<string> _told = [];
    int _others;

    /// <summary>All of it in one line; null where nothing was damaged.</summary>
    public string? Text => _told.Count == 0 ? null : string.Join("; ", _told) + (_others > 0 ? Words.Say($"; and {_others:N0} more such places") : "");

    /// <summary>Adds one.</summary>
    public void Add(string sentence)
    {
        if (_told.Count < MostTold)
        {
            _told.Add(sentence);
        }
        else
        {
            _others++;
        }
    }

    /// <summary>Forgets all, as reading begins again.</summary>
    public void Clear()
    {
        _told.Clear();
        _others = 0;
    }
}
