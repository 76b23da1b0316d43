namespace Nameward.Engine.Findings;

/// <summary>Signals that may rise and fall together: however many of one family speak, two families of three bits are needed to escalate.</summary>
public enum Family
{
    /// <summary>How much was said.</summary>
    Information,
    /// <summary>Whether answers could be cached, and names were asked again.</summary>
    Cache,
    /// <summary>Which record types were asked.</summary>
    Type,
    /// <summary>How long the names are.</summary>
    Length,
    /// <summary>With which symbols the names are written.</summary>
    Alphabet,
    /// <summary>When it is asked.</summary>
    Timing,
    /// <summary>Who else asks.</summary>
    Population,
    /// <summary>How rare the innocent explanation itself is.</summary>
    Rarity,
    /// <summary>What others know: indicator lists.</summary>
    Intelligence,
    /// <summary>What a server answers.</summary>
    Answers,
    /// <summary>What was otherwise before.</summary>
    Change,
    /// <summary>What the site allows.</summary>
    Approval,
    /// <summary>On which port a server is asked.</summary>
    Port,
    /// <summary>Which servers are asked.</summary>
    Servers,
    /// <summary>Whose the name is: a provider that gives names to anybody.</summary>
    Provider,
    /// <summary>How servers and hosts are set up.</summary>
    Configuration,
    /// <summary>What agrees with the wire of a known tool: conclusive by itself.</summary>
    Proof,
}
