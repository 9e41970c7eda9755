using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public sealed class NotebookTests
{
    [Theory]
    [InlineData(Admission.Closed)]
    [InlineData(Admission.Machine)]
    [InlineData(Admission.Network)]
    public void Listener_waits_for_the_first_beat_longer_than_the_conductor_waits_for_the_others(Admission admission) =>
        Assert.True(Notebook.PatienceForTheFirst(admission) > Conductor.PatienceFor(admission));
}
