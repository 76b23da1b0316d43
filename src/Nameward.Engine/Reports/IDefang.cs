using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Decides which names and addresses a person is shown with brackets, so that nothing opens by accident, and where the bracket goes.</summary>
public interface IDefang
{
    /// <summary>The index of the dot of a canonical name that is written [.]: the last one before its public suffix; -1 where the name stays plain.</summary>
    int DotOf(string name);

    /// <summary>Whether an address is one of ours, and so stays plain.</summary>
    bool IsOurs(Address address);
}
