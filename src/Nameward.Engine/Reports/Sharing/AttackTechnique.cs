using System.Collections.Immutable;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>
/// A technique of MITRE ATT&amp;CK (Enterprise, version 18, October 2025) that findings carry. Where the object of ATT&amp;CK itself is known, a bundle refers to it by its id,
/// with its own times, so that it stands for the same object in every platform and never replaces a fuller one.
/// </summary>
/// <param name="Id">Its id, as <c>T1583.002</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tactics">Short names of its tactics.</param>
sealed record AttackTechnique(string Id, string Name, params ImmutableArray<string> Tactics)
{
    const string Control = "command-and-control", Development = "resource-development", Reconnaissance = "reconnaissance", Exfiltration = "exfiltration";
    const string Discovery = "discovery", Access = "credential-access", Collection = "collection";

    static readonly ImmutableArray<AttackTechnique> Known =
    [
        new("T1018", "Remote System Discovery", Discovery),
        new("T1029", "Scheduled Transfer", Exfiltration),
        new("T1048", "Exfiltration Over Alternative Protocol", Exfiltration) { Stix = new("a19e86f8-1c0a-4fea-8407-23b73d615776", "2017-05-31T21:30:44.720Z", "2025-10-24T17:49:10.460Z") },
        new("T1071.004", "DNS", Control) { Stix = new("1996eef1-ced3-4d7f-bf94-33298cabbf72", "2020-03-15T16:27:31.768Z", "2025-10-24T17:48:27.877Z") },
        new("T1132", "Data Encoding", Control),
        new("T1189", "Drive-by Compromise", "initial-access"),
        new("T1498.002", "Reflection Amplification", "impact"),
        new("T1557", "Adversary-in-the-Middle", Access, Collection),
        new("T1557.001", "LLMNR/NBT-NS Poisoning and SMB Relay", Access, Collection),
        new("T1568", "Dynamic Resolution", Control),
        new("T1568.001", "Fast Flux DNS", Control),
        new("T1568.002", "Domain Generation Algorithms", Control) { Stix = new("118f61a5-eb3e-4fb6-931f-2096647f4ecd", "2020-03-10T17:44:59.787Z", "2025-10-24T17:48:25.458Z") },
        new("T1571", "Non-Standard Port", Control),
        new("T1572", "Protocol Tunneling", Control) { Stix = new("4fe28b27-b13c-453e-a386-c2ef362a573b", "2020-03-15T16:03:39.082Z", "2025-10-24T17:48:45.888Z") },
        new("T1583.001", "Domains", Development),
        new("T1583.002", "DNS Server", Development) { Stix = new("197ef1b9-e764-46c3-b96c-23f77985dc81", "2020-10-01T00:40:45.279Z", "2025-10-24T17:48:27.611Z") },
        new("T1584.002", "DNS Server", Development) { Stix = new("c2f59d25-87fe-44aa-8f83-e8e59d077bf5", "2020-10-01T00:54:30.869Z", "2025-10-24T17:49:20.486Z") },
        new("T1590.002", "DNS", Reconnaissance) { Stix = new("0ff59227-8aa8-4c09-bf1f-925605bd07ea", "2020-10-02T15:47:10.102Z", "2025-10-24T17:48:24.404Z") },
        new("T1590.005", "IP Addresses", Reconnaissance),
    ];

    /// <summary>The object that ATT&amp;CK publishes of it; null where it is not known.</summary>
    public AttackObject? Stix { get; init; }

    /// <summary>Its page.</summary>
    public string Page => $"https://attack.mitre.org/techniques/{Id.Replace('.', '/')}";

    /// <summary>Whether an adversary runs or leaves through a channel by it.</summary>
    public bool IsOfChannel => Tactics.Contains(Control) || Tactics.Contains(Exfiltration);

    /// <summary>A technique by its id; one without a name of its own has its id for a name.</summary>
    public static AttackTechnique Of(string id) => Known.FirstOrDefault(technique => technique.Id == id) ?? new AttackTechnique(id, id);

    /// <summary>Whether the name of a technique is known.</summary>
    public static bool IsKnown(string id) => Known.Any(technique => technique.Id == id);
}

/// <summary>An object that ATT&amp;CK publishes in STIX: its id, and its times as they stand there.</summary>
sealed record AttackObject(string Id, string Created, string Modified);
