namespace Nameward.Engine.Evidence.Formats;

/// <summary>Blocks of statements in <c>named.conf</c>.</summary>
enum NamedBlock : byte
{
    /// <summary>One whose statements are of no concern: <c>key</c>, whose secret is never read, <c>tls</c>, <c>http</c>, <c>server</c>.</summary>
    Other,
    /// <summary>What holds for the server.</summary>
    Options,
    /// <summary>What some clients see.</summary>
    View,
    /// <summary>A zone.</summary>
    Zone,
    /// <summary>Settings for zones that name it (BIND 9.20).</summary>
    Template,
    /// <summary>What is logged.</summary>
    Logging,
    /// <summary>Where is logged to.</summary>
    Channel,
    /// <summary>Who may control the server.</summary>
    Controls,
    /// <summary>Who may read its statistics.</summary>
    Statistics,
    /// <summary>A library that zones come from.</summary>
    Dlz,
}
